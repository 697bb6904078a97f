import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** Windows has no file that answers when it is told to. */
export const hasSilentFiles = process.platform !== 'win32';

/**
 * Puts a file in place that keeps whoever reads it waiting, as one on a drive that does not answer.
 * @returns lets it answer: it is a file like any other, with this content, from then on
 */
export function makeSilent(file: string): (content: string) => Promise<void> {
  rmSync(file, { force: true });
  execFileSync('mkfifo', [file]);
  return async (content) => {
    const writer = await open(file, 'w');
    rmSync(file);
    writeFileSync(file, content);
    await writer.writeFile(content.slice(0, 1));
    await writer.close();
  };
}
