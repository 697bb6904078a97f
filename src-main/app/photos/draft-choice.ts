import type { Draft } from '../drafts/draft-store';

/** What a photo is opened with. */
export interface DraftChoice {
  /** To go on with; a new one is made where absent. */
  readonly draft?: Draft;
  /** The newest one of the file, where that was made for another content: it stays as it is. */
  readonly former?: Draft;
}

/** What is to be known of a file, asked only where it decides anything. */
export interface FileContent {
  /** SHA-256 of the file; undefined where it cannot be read. */
  readonly sha256: () => Promise<string | undefined>;
  /** SHA-256 of what it shows; undefined where it cannot be opened. A draft lends the engine its folder. */
  readonly pictureSha256: (draft: Draft) => Promise<string | undefined>;
}

/**
 * Which of the drafts of a file fits what the file holds now.
 * @param drafts the newest first
 */
export async function chooseDraft(
  drafts: readonly Draft[],
  content: FileContent,
): Promise<DraftChoice> {
  const [newest] = drafts;
  // One that was never opened has nothing to be compared with.
  if (newest?.meta.sourceSha256 === undefined) return newest ? { draft: newest } : {};
  const sha256 = await content.sha256();
  // The engine will say what is wrong with the file.
  if (sha256 === undefined) return { draft: newest };
  const own = drafts.find(({ meta }) => meta.sourceSha256 === sha256);
  if (own) return { draft: own };
  if (drafts.every(({ meta }) => meta.pictureSha256 === undefined)) return { former: newest };
  const picture = await content.pictureSha256(newest);
  // Only a caption, say, is another one.
  const same = drafts.find(({ meta }) => meta.pictureSha256 === picture);
  return picture !== undefined && same ? { draft: same } : { former: newest };
}

/** Where a file lies, and how long it is where that is known. */
export interface FilePlace {
  readonly path: string;
  readonly byteLength: number | undefined;
}

/**
 * The newest draft of a photo that lay elsewhere and is this file now. A copy of one that is still in its place is none.
 * @param drafts the newest first
 * @param sha256Of of a whole file; undefined where it cannot be read
 * @param answersSoon false for a file on a drive that keeps everybody waiting: it counts as still in its place
 */
export async function findMovedDraft(
  drafts: readonly Draft[],
  file: FilePlace,
  sha256Of: (file: string) => Promise<string | undefined>,
  answersSoon: (file: string) => Promise<boolean>,
): Promise<Draft | undefined> {
  const alike = drafts.filter(({ meta: { sourcePath, sourceSha256, sourceByteLength } }) => {
    const isAsLong = file.byteLength === (sourceByteLength ?? file.byteLength);
    return sourcePath !== file.path && sourceSha256 !== undefined && isAsLong;
  });
  // A file of hundreds of megabytes is not read for nothing.
  if (alike.length === 0) return undefined;
  const sha256 = await sha256Of(file.path);
  for (const draft of alike) {
    const { sourcePath, sourceSha256 } = draft.meta;
    if (sourceSha256 !== sha256) continue;
    if (!(await answersSoon(sourcePath))) continue;
    if ((await sha256Of(sourcePath)) !== sha256) return draft;
  }
  return undefined;
}
