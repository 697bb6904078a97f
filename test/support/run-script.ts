import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * Bundles a script that imports the program's sources (paths from the repository's root, such as
 * './src-main/imaging/decode') into `folder`, for a process of its own; returns its path.
 */
export async function bundleScript(folder: string, contents: string): Promise<string> {
  const outfile = path.join(folder, 'script.cjs');
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['sharp'],
    logLevel: 'error',
  });
  return outfile;
}

/** Starts a bundled script; `output` is all that it printed, `code` its exit code, null when it was killed. */
export function startScript(
  script: string,
  args: readonly string[],
): { child: ChildProcess; ended: Promise<{ code: number | null; output: string }> } {
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, NODE_PATH: path.join(root, 'node_modules') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, output }));
  });
  return { child, ended };
}
