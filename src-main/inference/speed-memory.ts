import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { folderFrom } from '../../src-shared/named-folder';

/** What this computer was found to be faster with, kept from one start to the next. */
export interface SpeedMemory {
  /** Undefined where it has not been measured. */
  read(key: string): Promise<boolean | undefined>;
  /** Never fails: what cannot be kept is measured again. */
  write(key: string, isFaster: boolean): Promise<void>;
}

const schema = z.record(z.string(), z.boolean());

/**
 * One small file for the program's windows and its command line, so that both compute the same bits. Its entries hold for
 * this processor and this number of threads: a home folder moves between computers.
 */
export function speedMemoryIn(folder: string, threads: number): SpeedMemory {
  const file = path.join(folder, 'faster-weights.json');
  const keyOf = (key: string) =>
    createHash('sha256')
      .update(JSON.stringify([key, os.arch(), os.cpus()[0]?.model, threads]))
      .digest('hex')
      .slice(0, 32);
  const readAll = async (): Promise<Readonly<Record<string, boolean>>> => {
    try {
      return schema.parse(JSON.parse(await readFile(file, 'utf8')));
    } catch {
      return {};
    }
  };
  return {
    read: async (key) => (await readAll())[keyOf(key)],
    async write(key, isFaster) {
      const entries = { ...(await readAll()), [keyOf(key)]: isFaster };
      const partial = `${file}.${randomBytes(4).toString('hex')}`;
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(partial, JSON.stringify(entries));
        await rename(partial, file);
      } catch {
        // A full or read-only disk costs half a second at the next start, nothing else.
      }
    },
  };
}

/** Where the system wants files that can be made again. */
export function userCacheFolder(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const home = os.homedir();
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'Heirloom');
  if (platform === 'win32') {
    return path.join(
      folderFrom(environment['LOCALAPPDATA'], path.join(home, 'AppData', 'Local'), platform),
      'Heirloom',
    );
  }
  return path.join(
    folderFrom(environment['XDG_CACHE_HOME'], path.join(home, '.cache'), platform),
    'heirloom',
  );
}
