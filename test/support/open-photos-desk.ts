import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { vi } from 'vitest';
import { DraftStore } from '../../src-main/app/drafts/draft-store';
import { OpenPhotos } from '../../src-main/app/photos/open-photos';
import type { AppResult, OpenedPhoto } from '../../src-shared/contract';
import { makeTemporaryFolder } from './temporary-folder';

const hash = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
export const draftBytes = (text: string) => new TextEncoder().encode(text);

/**
 * Main's open photos over an engine for which the first line of a file is the picture and the rest is a caption; a file that
 * begins with "broken" cannot be opened.
 */
export function openDesk(folder = makeTemporaryFolder()) {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'aunt.jpg');
  if (!existsSync(file)) writeFileSync(file, 'aunt\n');
  let minute = 0;
  const drafts = new DraftStore(
    path.join(folder, 'drafts'),
    () => new Date(Date.UTC(2026, 0, 1, 0, minute++)),
  );
  const opened = new Map<string, string>();
  const call = vi.fn(
    (name: string, given: { path: string; photoId: string }): Promise<AppResult<unknown>> => {
      const { photoId } = given;
      const answer = (value: unknown) => Promise.resolve({ ok: true as const, value });
      if (name === 'openPhoto') {
        const bytes = readFileSync(given.path);
        if (bytes.toString().startsWith('broken')) {
          return Promise.resolve({ ok: false, error: { code: 'photo', message: 'It is broken.' } });
        }
        opened.set(photoId, bytes.toString().split('\n')[0]!);
        return answer({ photoId, name: 'x', sha256: hash(bytes) });
      }
      if (name === 'hashPicture') return answer({ sha256: hash(opened.get(photoId)!) });
      if (name === 'writeWaitingLayers') return answer({ isKept: true });
      if (name === 'closePhoto') opened.delete(photoId);
      return answer(null);
    },
  );
  const photos = new OpenPhotos({
    engine: { call } as never,
    drafts,
    onChangedOnDisk: () => undefined,
  });

  /** Opens a file as the window does. */
  const open = (photo = file) => photos.open({ path: photo, acceptBroken: false });
  const draftIdOf = ({ photo }: OpenedPhoto) => photos.find(photo.photoId).draftId;
  /** Writes a step, as the window does. */
  async function work(given: OpenedPhoto, text: string): Promise<string> {
    const draftId = draftIdOf(given);
    await photos.writeDraft(given.photo.photoId, async () =>
      drafts.writePart(draftId, 'document.json', draftBytes(text)),
    );
    await drafts.describe(draftId, { summary: text, isUnsaved: true });
    // What is asked of the engine meanwhile is answered.
    await new Promise((resolve) => setTimeout(resolve, 5));
    return draftId;
  }
  const close = ({ photo }: OpenedPhoto, keepsDraft = true) =>
    photos.close(photo.photoId, keepsDraft);
  /** Work on a photo, closed again. */
  async function leaveWork(text: string, photo = file): Promise<string> {
    const given = await open(photo);
    const draftId = await work(given, text);
    await close(given);
    return draftId;
  }
  return { folder, file, drafts, photos, call, opened, open, work, close, leaveWork, draftIdOf };
}

/** What a draft holds, as it was written. */
export const textOf = ({ draft }: Pick<OpenedPhoto, 'draft'>) =>
  new TextDecoder().decode(draft.get('document.json'));
