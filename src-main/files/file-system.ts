import { constants, type BigIntStats, type Stats } from 'node:fs';
import * as fs from 'node:fs/promises';

/** An open file, as far as saving needs it. */
export interface WritableFile {
  write(bytes: Uint8Array): Promise<{ bytesWritten: number }>;
  chmod(mode: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** By what a file system tells a file from all others, whatever it is called. */
export type FileIdentity = Pick<
  BigIntStats,
  'dev' | 'ino' | 'size' | 'mtimeNs' | 'ctimeNs' | 'birthtimeNs'
>;

/** The file operations that saving uses; tests pass failing ones. Errors carry the system's code. */
export interface FileSystem {
  open(path: string, flags: string): Promise<WritableFile>;
  stat(path: string): Promise<Stats>;
  identify(path: string): Promise<FileIdentity>;
  rename(from: string, to: string): Promise<void>;
  link(existing: string, added: string): Promise<void>;
  unlink(path: string): Promise<void>;
  readdir(path: string): Promise<string[]>;
  /** Throws where a folder does not exist or may not be written to. */
  checkWritable(folder: string): Promise<void>;
  /** Bytes that may still be written to the drive of `path`; undefined where the system does not tell. */
  freeBytes(path: string): Promise<number | undefined>;
}

/** The real one. */
export const nodeFileSystem: FileSystem = {
  open: (path, flags) => fs.open(path, flags),
  stat: (path) => fs.stat(path),
  identify: (path) => fs.stat(path, { bigint: true }),
  rename: (from, to) => fs.rename(from, to),
  link: (existing, added) => fs.link(existing, added),
  unlink: (path) => fs.unlink(path),
  readdir: (path) => fs.readdir(path),
  checkWritable: (folder) => fs.access(folder, constants.W_OK),
  async freeBytes(path) {
    // Node 16, in the oldest Electron that is supported, has no statfs.
    if (!('statfs' in fs)) return undefined;
    const { bavail, bsize } = await fs.statfs(path);
    return bavail * bsize;
  },
};
