import { chmodSync, readFileSync, writeFileSync } from 'node:fs';

/** What stands before the fuses in every build of Electron; behind it follow version, count and one character each. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** Places of the fuses that matter here. */
export const fusePlaces = {
  runAsNode: 0,
  nodeOptions: 2,
  nodeInspect: 3,
  onlyFromArchive: 5,
} as const;
export type Fuse = keyof typeof fusePlaces;

function firstFuse(program: Buffer): number {
  const start = program.indexOf(sentinel);
  if (start < 0) throw new Error('This is no Electron.');
  return start + sentinel.length + 2;
}

/** True where a program's fuse is on. */
export function hasFuse(executable: string, fuse: Fuse): boolean {
  const program = readFileSync(executable);
  return program[firstFuse(program) + fusePlaces[fuse]] === '1'.charCodeAt(0);
}

/** A copy of a program to which a debugger may connect, as the tests need it. */
export function copyInspectable(executable: string, copy: string): void {
  const program = readFileSync(executable);
  program.write('1', firstFuse(program) + fusePlaces.nodeInspect, 'latin1');
  writeFileSync(copy, program);
  chmodSync(copy, 0o755);
}
