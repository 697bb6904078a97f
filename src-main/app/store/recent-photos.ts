import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { RecentPhoto } from '../../../src-shared/contract';
import { replaceAtomically } from '../../files/atomic-write';
import type { FileTokens } from '../files/file-tokens';
import { createJsonFile } from './json-file';

const maxRecents = 12;
/** A network drive that does not answer holds up no list. */
const patienceMs = 1000;

const recentSchema = z.strictObject({ path: z.string().min(1), openedAt: z.iso.datetime() });
type Recent = Readonly<z.infer<typeof recentSchema>>;

/** Photos that were opened before, the newest first; kept here because not every system keeps such a list. */
export interface RecentPhotos {
  /** Those that are still in their place, as far as their drives say so. */
  readonly list: (tokens: FileTokens) => Promise<readonly RecentPhoto[]>;
  readonly add: (file: string, thumbnail: Uint8Array | undefined) => Promise<void>;
  /** Another picture for a photo on the list; nothing where it is not on it. */
  readonly showAs: (file: string, thumbnail: Uint8Array) => Promise<void>;
}

/** The list in a folder of the application's own. */
export async function openRecentPhotos(
  folder: string,
  now: () => Date = () => new Date(),
): Promise<RecentPhotos> {
  // A full disk has no list of them and all else.
  await mkdir(folder, { recursive: true }).catch(() => undefined);
  const listFile = createJsonFile(path.join(folder, 'recents.json'), z.array(recentSchema), []);
  let recents: Recent[] = await listFile.read();

  /** Files that were gone when they were last looked for. */
  const gone = new Set<string>();
  let looking: Promise<void> | undefined;

  /** One after the other: all at once, the files of a drive that does not answer would hold up every file of the program. */
  async function lookForAll(): Promise<void> {
    for (const { path: file } of recents) {
      await access(file).then(
        () => gone.delete(file),
        () => gone.add(file),
      );
    }
  }

  const thumbnailOf = (file: string) =>
    path.join(folder, `${createHash('sha256').update(file).digest('hex').slice(0, 24)}.png`);

  async function describe(recent: Recent, tokens: FileTokens): Promise<RecentPhoto> {
    const thumbnail = await readFile(thumbnailOf(recent.path)).catch(() => undefined);
    return {
      ...tokens.know(recent.path, 'photo'),
      folderName: path.basename(path.dirname(recent.path)),
      openedAt: recent.openedAt,
      thumbnail: thumbnail && new Uint8Array(thumbnail),
    };
  }

  return {
    async list(tokens) {
      looking ??= lookForAll().finally(() => {
        looking = undefined;
      });
      await Promise.race([looking, setTimeout(patienceMs, undefined, { ref: false })]);
      const there = recents.filter(({ path: file }) => !gone.has(file));
      return Promise.all(there.map(async (recent) => describe(recent, tokens)));
    },
    async add(file, thumbnail) {
      const others = recents.filter((recent) => recent.path !== file);
      const added = { path: file, openedAt: now().toISOString() };
      for (const { path: dropped } of others.slice(maxRecents - 1)) {
        await rm(thumbnailOf(dropped), { force: true });
      }
      recents = [added, ...others.slice(0, maxRecents - 1)];
      if (thumbnail) await replaceAtomically(thumbnailOf(file), thumbnail);
      await listFile.write(recents);
    },
    async showAs(file, thumbnail) {
      const isListed = recents.some((recent) => recent.path === file);
      if (isListed) await replaceAtomically(thumbnailOf(file), thumbnail);
    },
  };
}
