import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { temporaryName, replaceAtomically } from '../../files/atomic-write';
import { namesInFolder } from '../files/names-in-folder';

/** Names of parts as the contract has them: nothing that could lead out of the folder. */
const partName = /^[a-z][a-z0-9-]{0,63}\.(json|bin)$/;

/** All parts in a folder, by name; what an interrupted write has left is removed. @throws the system's error. */
export async function readParts(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const names = await namesInFolder(folder);
  const parts = new Map<string, Uint8Array>();
  for (const name of names) {
    const file = path.join(folder, name);
    if (temporaryName.test(name)) await rm(file, { force: true }).catch(() => undefined);
    if (!partName.test(name)) continue;
    const bytes = await readFile(file);
    parts.set(name, new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
  return parts;
}

/** True where at least one part was written. @throws the system's error: a folder that cannot be read is not an empty one. */
export async function hasParts(folder: string): Promise<boolean> {
  const names = await namesInFolder(folder);
  return names.some((name) => partName.test(name));
}

/** Replaces one part. @throws the system's error. */
export async function writePart(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  await replaceAtomically(path.join(folder, name), bytes);
}

/** Deletes parts; those that are not there are no failure. */
export async function removeParts(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) await rm(path.join(folder, name), { force: true });
}
