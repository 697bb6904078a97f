import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** The program's own file: bundled as one, it is the file that holds this line. */
export const programPath = __filename;

/** The beginning of the program's SHA-256: figures of two builds are not the same program's. */
export async function identifyProgram(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(programPath));
  return hash.digest('hex').slice(0, 12);
}
