import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { DraftSummary } from '../../../src-shared/contract';
import { replaceAtomically } from '../../files/atomic-write';
import { byteLengthOfFolder } from '../files/folder-size';
import { namesInFolder } from '../../files/names-in-folder';
import { createTurns } from '../photos/turns';
import { readMeta, writeMeta, type DraftMeta } from './draft-meta';
import { comesWithFile, newestFirst } from './draft-order';
import { explainFullDisk } from './full-disk';
import { holdsDocument, readParts, removeParts, writePart } from './draft-parts';

const draftIdPattern = /^draft-[0-9a-f]{16}$/;
const thumbnailName = 'thumbnail.png';

/** A draft and where it lies. */
export interface Draft {
  readonly draftId: string;
  readonly meta: DraftMeta;
}

/** What a new draft is made for. */
export type DraftSource = Pick<DraftMeta, 'name' | 'origin' | 'sourcePath'> &
  Partial<Pick<DraftMeta, 'summary' | 'sourceSha256' | 'pictureSha256' | 'isUntouchedProject'>>;

/** What the window says of a draft. */
export interface DraftDescription extends Pick<DraftMeta, 'summary' | 'isUnsaved'> {
  /** A small PNG; absent: the one before stays. */
  readonly thumbnail?: Uint8Array | undefined;
}

/** How many closed drafts are kept, and how large they may be together; the page Privacy says so. */
const keptLimits = { count: 50, bytes: 4e9 };
/** A result that was never saved is safe for so long. */
const unsavedKeptMs = 30 * 24 * 3600 * 1000;

/** The work on photos as it is kept: a folder for each, which outlives every crash. */
export class DraftStore {
  private readonly root: string;
  private readonly now: () => Date;
  private readonly limits: typeof keptLimits;
  /** Drafts of open photos. A disk that is full may say otherwise, which counts at the next start alone. */
  private readonly openIds = new Set<string>();
  /** A description is read, changed and written: one after the other, so that no change is lost. */
  private readonly inTurn = createTurns();

  constructor(root: string, now: () => Date = () => new Date(), limits = keptLimits) {
    this.root = root;
    this.now = now;
    this.limits = limits;
  }

  /**
   * To be called once, before anything is opened: drafts that were open are marked as left by a crash, and what nobody
   * could want back is deleted. Nothing of it is worth the window: what a full disk does not take is made up for later.
   */
  async takeStock(): Promise<void> {
    for (const draft of await this.all().catch(() => [])) {
      // What cannot be read now may hold work: it stays, and is looked at again at the next start.
      await this.tidy(draft).catch(() => undefined);
    }
    await this.makeRoom().catch(() => undefined);
  }

  private async tidy(draft: Draft): Promise<void> {
    const { draftId, meta } = draft;
    if (!(await this.isWorthKeeping(draft))) await this.delete(draftId);
    else if (meta.isOpen) await this.change(draftId, { isOpen: false, isFromCrash: true });
  }

  /** Deletes the oldest drafts beyond the limits; none of a crash, and none with a young unsaved result. */
  private async makeRoom(): Promise<void> {
    const drafts = (await this.list()).map(async (summary) => ({
      ...summary,
      meta: (await this.find(summary.draftId))?.meta,
    }));
    const { limits } = this;
    const nowMs = this.now().getTime();
    let [count, bytes] = [0, 0];
    // The newest first: each is kept while there is room for it.
    for (const { draftId, byteLength, savedAt, isFromCrash, meta } of await Promise.all(drafts)) {
      count++;
      bytes += byteLength;
      const isYoung = nowMs - Date.parse(savedAt) < unsavedKeptMs;
      const isNeeded = isFromCrash || (meta?.isUnsaved !== false && isYoung);
      if (isNeeded || (count <= limits.count && bytes <= limits.bytes)) continue;
      await this.delete(draftId);
      count--;
      bytes -= byteLength;
    }
  }

  /** Every draft that could be opened again, the newest first. */
  async list(): Promise<readonly DraftSummary[]> {
    const all = await this.all();
    const drafts = all.filter(({ draftId }) => !this.openIds.has(draftId));
    return Promise.all(
      newestFirst(drafts).map(async (draft) => ({
        ...(await this.summarise(draft)),
        comesWithFile: await comesWithFile(draft, all),
      })),
    );
  }

  /** Those that a file can be opened with: closed ones, the newest first. */
  async listOfFiles(): Promise<readonly Draft[]> {
    return newestFirst(await this.all()).filter(
      ({ draftId, meta }) =>
        meta.origin === 'file' && !meta.isUntouchedProject && !this.openIds.has(draftId),
    );
  }

  async find(draftId: string): Promise<Draft | undefined> {
    if (!draftIdPattern.test(draftId)) return undefined;
    const meta = await readMeta(this.folderOf(draftId));
    return meta && { draftId, meta };
  }

  /**
   * A new draft, open; `prepare` may put files into its folder, and nothing is left of it where that fails.
   * @throws AppFailureError 'disk-full' where there is no room for it
   */
  async create(prepare: (folder: string) => DraftSource | Promise<DraftSource>): Promise<Draft> {
    const draftId = `draft-${randomBytes(8).toString('hex')}`;
    const folder = this.folderOf(draftId);
    try {
      await mkdir(this.engineFolderOf(draftId), { recursive: true });
      const meta: DraftMeta = {
        version: 1,
        summary: '',
        isUntouchedProject: false,
        ...(await prepare(folder)),
        savedAt: this.now().toISOString(),
        isOpen: true,
        isFromCrash: false,
        isUnsaved: true,
      };
      await writeMeta(folder, meta);
      this.openIds.add(draftId);
      return { draftId, meta };
    } catch (error) {
      await this.delete(draftId);
      throw explainFullDisk(error, 'failure.noRoomForDraft');
    }
  }

  /** Changes what is known of a draft; a draft that was deleted meanwhile stays deleted. */
  async change(draftId: string, changes: Partial<DraftMeta>): Promise<void> {
    if (changes.isOpen === true) this.openIds.add(draftId);
    if (changes.isOpen === false) this.openIds.delete(draftId);
    const folder = this.folderOf(draftId);
    await this.inTurn(async () => {
      const meta = await readMeta(folder);
      if (meta) await writeMeta(folder, { ...meta, ...changes });
    });
  }

  async readParts(draftId: string): Promise<ReadonlyMap<string, Uint8Array>> {
    return readParts(this.partsFolderOf(draftId));
  }

  async writePart(draftId: string, name: string, bytes: Uint8Array): Promise<void> {
    await writePart(this.partsFolderOf(draftId), name, bytes);
  }

  async removeParts(draftId: string, names: readonly string[]): Promise<void> {
    await removeParts(this.partsFolderOf(draftId), names);
  }

  /** What the person sees in the list of drafts. */
  async describe(
    draftId: string,
    { summary, isUnsaved, thumbnail }: DraftDescription,
  ): Promise<void> {
    if (thumbnail) {
      await replaceAtomically(path.join(this.folderOf(draftId), thumbnailName), thumbnail);
    }
    await this.change(draftId, { summary, isUnsaved, savedAt: this.now().toISOString() });
  }

  async delete(draftId: string): Promise<void> {
    if (!draftIdPattern.test(draftId)) return;
    this.openIds.delete(draftId);
    await this.inTurn(() => rm(this.folderOf(draftId), { recursive: true, force: true }));
  }

  /** Deletes every draft that is not open. */
  async deleteAll(): Promise<void> {
    for (const { draftId } of await this.all()) {
      if (!this.openIds.has(draftId)) await this.delete(draftId);
    }
  }

  folderOf(draftId: string): string {
    return path.join(this.root, draftId);
  }

  /** Where the engine keeps layers, runs and masks. */
  engineFolderOf(draftId: string): string {
    return path.join(this.folderOf(draftId), 'engine');
  }

  /** True where the window has written anything that can be gone on with. */
  async holdsWork(draftId: string): Promise<boolean> {
    return holdsDocument(this.partsFolderOf(draftId));
  }

  /** False where nothing would be lost with it. */
  async isWorthKeeping({ draftId, meta }: Draft): Promise<boolean> {
    if (meta.origin === 'sample' || meta.isUntouchedProject) return false;
    // Of a picture out of the clipboard this is the only copy.
    return meta.origin === 'pasted' || this.holdsWork(draftId);
  }

  private partsFolderOf(draftId: string): string {
    return path.join(this.folderOf(draftId), 'parts');
  }

  private async all(): Promise<Draft[]> {
    const names = await namesInFolder(this.root);
    // One that cannot be read now keeps nobody from the others.
    const drafts = await Promise.all(
      names.map(async (name) => this.find(name).catch(() => undefined)),
    );
    return drafts.filter((draft) => draft !== undefined);
  }

  private async summarise({ draftId, meta }: Draft): Promise<Omit<DraftSummary, 'comesWithFile'>> {
    const folder = this.folderOf(draftId);
    const thumbnail = await readFile(path.join(folder, thumbnailName)).catch(() => undefined);
    return {
      draftId,
      name: meta.name,
      savedAt: meta.savedAt,
      thumbnail: thumbnail && new Uint8Array(thumbnail),
      byteLength: await byteLengthOfFolder(folder),
      summary: meta.summary,
      // A full disk may have kept the mark of a crash from it; it is not open in this window.
      isFromCrash: meta.isFromCrash || meta.isOpen,
      isOnlyCopy: meta.origin === 'pasted',
    };
  }
}
