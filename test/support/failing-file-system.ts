import { nodeFileSystem, type FileSystem } from '../../src-main/files/file-system';

/** One operation of a file system, the ones on open files included. */
export type FileOperation = keyof FileSystem | 'write' | 'sync' | 'close' | 'chmod';

/** An error as the system reports it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code });
}

/**
 * The real file system with one operation that fails: at its call number `atCall` (1 = the first) and ever after, or,
 * with `shortWrites`, none that fails but writes that take at most 100 bytes at a time.
 */
export function failingFileSystem(operation: FileOperation, code: string, atCall = 1): FileSystem {
  let calls = 0;
  const guard = <Args extends unknown[], Result>(
    name: FileOperation,
    run: (...args: Args) => Promise<Result>,
  ): ((...args: Args) => Promise<Result>) => {
    return async (...args) => {
      if (name === operation) {
        calls += 1;
        if (calls >= atCall) throw systemError(code);
      }
      return run(...args);
    };
  };
  return {
    open: guard('open', async (path, flags) => {
      const file = await nodeFileSystem.open(path, flags);
      return {
        write: guard('write', (bytes: Uint8Array) => file.write(bytes)),
        chmod: guard('chmod', (mode: number) => file.chmod(mode)),
        sync: guard('sync', () => file.sync()),
        // Closed for good even when it is reported as failed, or the test would leak it.
        close: async () => {
          await file.close();
          await guard('close', () => Promise.resolve())();
        },
      };
    }),
    stat: guard('stat', (path) => nodeFileSystem.stat(path)),
    identify: guard('identify', (path) => nodeFileSystem.identify(path)),
    rename: guard('rename', (from, to) => nodeFileSystem.rename(from, to)),
    link: guard('link', (existing, added) => nodeFileSystem.link(existing, added)),
    unlink: guard('unlink', (path) => nodeFileSystem.unlink(path)),
    readdir: guard('readdir', (path) => nodeFileSystem.readdir(path)),
    checkWritable: guard('checkWritable', (folder) => nodeFileSystem.checkWritable(folder)),
    freeBytes: guard('freeBytes', (path) => nodeFileSystem.freeBytes(path)),
  };
}
