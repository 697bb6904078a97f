import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { documentPart, draftPartName } from '../../../src-shared/model/draft-part';
import { temporaryName, replaceAtomically } from '../../files/atomic-write';
import { namesInFolder } from '../../files/names-in-folder';

/** All parts in a folder, by name; what an interrupted write has left is removed. @throws the system's error. */
export async function readParts(folder: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const names = await namesInFolder(folder);
  const parts = new Map<string, Uint8Array>();
  for (const name of names) {
    const file = path.join(folder, name);
    if (temporaryName.test(name)) await rm(file, { force: true }).catch(() => undefined);
    if (!draftPartName.test(name)) continue;
    const bytes = await readFile(file);
    parts.set(name, new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
  return parts;
}

/** True where a step was written as a whole. @throws the system's error: a folder that cannot be read is not an empty one. */
export async function holdsDocument(folder: string): Promise<boolean> {
  const names = await namesInFolder(folder);
  return names.includes(documentPart);
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
