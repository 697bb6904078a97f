import { spawnSync } from 'node:child_process';

/**
 * Runs a command to its end and returns its standard output.
 * @throws Error with the command's last line on failure.
 */
export function runCommand(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...options,
  });
  if (error) throw error;
  if (status !== 0) {
    const lastLine = `${stderr}`.trim().split('\n').at(-1);
    throw new Error(`${command} ended with ${status}: ${lastLine}`);
  }
  return stdout;
}
