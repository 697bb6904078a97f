import path from 'node:path';
import { sha256OfFile } from './file-hash';
import { nodeFileSystem, type FileIdentity, type FileSystem } from './file-system';

/** A photo as it was when it was opened; since then it may have been renamed, moved, changed or replaced. */
export interface Original {
  readonly path: string;
  /** Of the whole file, in hexadecimal. */
  readonly sha256: string;
  /** Undefined where the file system did not tell. */
  readonly identity: FileIdentity | undefined;
}

/** True where a file is the original, by whatever name and link, and also where it was renamed since it was opened. */
export async function isOriginal(
  original: Original,
  targetPath: string,
  fileSystem: Pick<FileSystem, 'identify'> = nodeFileSystem,
): Promise<boolean> {
  if (path.resolve(original.path) === path.resolve(targetPath)) return true;
  const target = await identify(targetPath, fileSystem);
  if (!target) return false;
  const inItsPlace = await identify(original.path, fileSystem);
  const known = [original.identity, inItsPlace].filter((identity) => identity !== undefined);
  if (known.some((identity) => isSameFile(identity, target))) return true;
  if (original.identity && original.identity.size !== target.size) return false;
  return isLastOfItsContent(original, { path: targetPath, ...target }, inItsPlace);
}

/** Undefined where there is no file, or the system does not tell. */
export async function identify(
  file: string,
  fileSystem: Pick<FileSystem, 'identify'> = nodeFileSystem,
): Promise<FileIdentity | undefined> {
  return fileSystem.identify(file).catch(() => undefined);
}

/** Some file systems have no numbers for files; others give the number of a deleted file to a new one. */
function isSameFile(former: FileIdentity, now: FileIdentity): boolean {
  const { dev, ino, birthtimeNs, ctimeNs } = former;
  if (ino === 0n || ino !== now.ino || dev !== now.dev) return false;
  // Where the time of birth is not kept, it is 0 or that of the last change.
  const isBirthKept = birthtimeNs !== 0n && birthtimeNs !== ctimeNs;
  return !isBirthKept || now.birthtimeNs <= birthtimeNs;
}

/**
 * Where numbers are no help (on FAT, on network drives) the content tells: a renamed original is the only file that has it. A
 * copy of it may be replaced while the original is in its place; a copy of the same age may be the original in other letters.
 */
async function isLastOfItsContent(
  { path: formerPath, sha256 }: Original,
  target: FileIdentity & { readonly path: string },
  inItsPlace: FileIdentity | undefined,
): Promise<boolean> {
  // What cannot be read cannot be told from the original either.
  const found = await sha256OfFile(target.path).catch(() => sha256);
  if (found !== sha256) return false;
  if (!inItsPlace || inItsPlace.mtimeNs === target.mtimeNs) return true;
  return (await sha256OfFile(formerPath).catch(() => '')) !== sha256;
}
