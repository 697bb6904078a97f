import { randomBytes } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import type { EngineContract, InputOf, OpenedPhoto } from '../../../src-shared/contract';
import type { PhotoId } from '../../../src-shared/model/ids';
import type { PhotoDescription } from '../../../src-shared/model/photo-description';
import { AppFailureError } from '../../engine-host/app-failure-error';
import type { DraftOrigin } from '../drafts/draft-meta';
import { pastedName } from '../drafts/project-file';
import type { Draft, DraftStore } from '../drafts/draft-store';
import type { EngineDesk } from '../engine/engine-supervisor';
import { valueOf } from '../engine/passed-failure';
import { sha256OfFile } from '../../files/file-hash';
import type { FileIdentity } from '../../files/file-system';
import { identify } from '../../files/original';
import { answersSoon } from '../files/until-readable';
import { chooseDraft, findMovedDraft, type DraftChoice } from './draft-choice';
import { noteInDraft, settleDraft } from './settle-draft';
import { watchSource } from './source-watch';
import { createTurns } from './turns';

/** One photo of the window: its file, its draft, and what the engine says of it. */
export interface PhotoEntry {
  readonly photoId: PhotoId;
  readonly draftId: string;
  /** A draft of an earlier content of the file, whose marks may be taken over; it is only read. */
  readonly formerDraftId: string | undefined;
  readonly path: string;
  readonly origin: DraftOrigin;
  readonly acceptBroken: boolean;
  readonly isApart: boolean;
  readonly description: PhotoDescription;
  /** By what the file is known again under another name. */
  readonly identity: FileIdentity | undefined;
  readonly stopWatching: () => void;
  /** How often it was opened without having been closed. */
  openCount: number;
  /** True once anybody who closed it wanted its draft. */
  isDraftWanted: boolean;
  /** True where the draft came from a project file. */
  readonly isProject: boolean;
  /** True once anything was written into the draft since it was opened. */
  hasWork: boolean;
  /** What is done to the draft is done one after the other, so that it is never settled over a part that is being written. */
  readonly inTurn: ReturnType<typeof createTurns>;
}

/** What the open photos need of the application around them. */
export interface OpenPhotosOptions {
  readonly engine: Pick<EngineDesk, 'call'>;
  readonly drafts: DraftStore;
  readonly onChangedOnDisk: (change: { photoId: PhotoId; isGone: boolean }) => void;
}

/** A photo to open. */
export interface OpenRequest {
  readonly path: string;
  readonly acceptBroken: boolean;
  /** The draft to go on with; the newest one that fits the file where absent. */
  readonly draft?: Draft;
  /** True: opened for itself, beside the draft that the file may have and the window that may show it. */
  readonly isApart?: boolean;
}

/** The photos that the window has open. */
export class OpenPhotos {
  private readonly options: OpenPhotosOptions;
  private readonly entries = new Map<PhotoId, PhotoEntry>();
  /** Resolves when the drafts of all photos that were closed are settled. */
  private closing: Promise<unknown> = Promise.resolve();

  constructor(options: OpenPhotosOptions) {
    this.options = options;
  }

  /** @throws AppFailureError 'refused' for a photo that is not open. */
  find(photoId: PhotoId): PhotoEntry {
    const entry = this.entries.get(photoId);
    if (entry) return entry;
    throw new AppFailureError('refused', 'failure.photoClosed');
  }

  list(): readonly PhotoEntry[] {
    return [...this.entries.values()];
  }

  /** What another engine has to open. */
  engineInputs(): readonly InputOf<EngineContract['openPhoto']>[] {
    return this.list().map((entry) => ({
      ...this.engineInput(entry),
      sha256: entry.description.sha256,
    }));
  }

  /** Opens a photo with the draft that it has; one that is open already is given once more. */
  async open(request: OpenRequest): Promise<OpenedPhoto> {
    const known = request.isApart ? undefined : this.findKnown(request);
    if (known) {
      const given = await this.describe(known);
      known.openCount++;
      return given;
    }
    const { draft: chosen, former, isMoved = false } = await this.choose(request);
    const draft = chosen ?? (await this.createDraft(request, path.basename(request.path)));
    try {
      return { ...(await this.openWithDraft(request, draft, former)), isFoundAgain: isMoved };
    } catch (error) {
      if (chosen) await noteInDraft(this.options.drafts, draft.draftId, { isOpen: false });
      else await this.options.drafts.delete(draft.draftId);
      throw error;
    }
  }

  /** Puts the draft of a photo aside as it is, because the window cannot read it, and opens the photo with a new one. */
  async setAside(photoId: PhotoId): Promise<OpenedPhoto> {
    const entry = this.find(photoId);
    await this.leave(entry);
    await noteInDraft(this.options.drafts, entry.draftId, { isOpen: false });
    const draft = await this.createDraft(entry, entry.description.name);
    const request = { ...entry, path: draft.meta.sourcePath };
    try {
      return await this.openWithDraft(request, draft);
    } catch (error) {
      await this.options.drafts.delete(draft.draftId);
      throw error;
    }
  }

  /** Writes into the draft of a photo; from then on there is something to lose. */
  async writeDraft(photoId: PhotoId, write: (draftId: string) => Promise<void>): Promise<void> {
    const entry = this.find(photoId);
    await entry.inTurn(async () => {
      await this.noteWork(entry);
      await write(entry.draftId);
    });
  }

  /** Reads the draft of a photo as a whole, or tidies it, while nothing else is done to it. */
  async withDraft<Value>(
    photoId: PhotoId,
    task: (draftId: string) => Promise<Value>,
  ): Promise<Value> {
    const { draftId, inTurn } = this.find(photoId);
    return inTurn(() => task(draftId));
  }

  /** Closes a photo; its draft stays only where it is wanted and holds anything. */
  async close(photoId: PhotoId, keepsDraft: boolean): Promise<void> {
    const entry = this.find(photoId);
    entry.openCount--;
    entry.isDraftWanted ||= keepsDraft;
    if (entry.openCount > 0) return;
    const closed = this.leave(entry).then(() =>
      entry.inTurn(() => settleDraft(this.options.drafts, entry, entry.isDraftWanted)),
    );
    this.closing = Promise.allSettled([this.closing, closed]);
    await closed;
  }

  /** At the end of the program: nothing is asked, every draft that holds work stays. */
  async closeAll(): Promise<void> {
    for (const entry of this.list()) {
      entry.stopWatching();
      await entry.inTurn(() => settleDraft(this.options.drafts, entry, true));
    }
    this.entries.clear();
    await this.closing;
  }

  /** Every open photo with its draft, for a window that had to be loaded again; those opened apart are nothing to be shown. */
  async describeAll(): Promise<readonly OpenedPhoto[]> {
    const shown = this.list().filter(({ isApart }) => !isApart);
    return Promise.all(shown.map(async (entry) => this.describe(entry)));
  }

  private async noteWork(entry: PhotoEntry): Promise<void> {
    if (entry.hasWork) return;
    const { drafts } = this.options;
    const draft = await drafts.find(entry.draftId);
    if (draft?.meta.isUntouchedProject) {
      await drafts.change(entry.draftId, { isUntouchedProject: false });
    }
    entry.hasWork = true;
    // Nobody waits for it: without it the work is only known by the whole file.
    void this.notePicture(entry).catch(() => undefined);
  }

  private findKnown({ draft, path: file }: OpenRequest): PhotoEntry | undefined {
    return this.list().find((entry) =>
      draft ? entry.draftId === draft.draftId : !entry.isApart && isFile(entry, file),
    );
  }

  private async leave(entry: PhotoEntry): Promise<void> {
    const { photoId } = entry;
    this.entries.delete(photoId);
    entry.stopWatching();
    // An engine that is gone has closed it in its own way.
    await this.options.engine.call('closePhoto', { photoId });
  }

  private async choose(request: OpenRequest): Promise<DraftChoice & { isMoved?: boolean }> {
    if (request.isApart) return {};
    const all = await this.options.drafts.listOfFiles();
    const ofFile = all.filter(({ meta }) => meta.sourcePath === request.path);
    const drafts = request.draft ? [request.draft] : ofFile;
    if (drafts.length === 0) return this.chooseMoved(request.path, all);
    return chooseDraft(drafts, {
      sha256: () => sha256Of(request.path),
      pictureSha256: (draft) => this.lookAt(request, draft),
    });
  }

  private async chooseMoved(
    file: string,
    drafts: readonly Draft[],
  ): Promise<DraftChoice & { isMoved?: boolean }> {
    const size = (await identify(file))?.size;
    const place = { path: file, byteLength: size === undefined ? undefined : Number(size) };
    const moved = await findMovedDraft(drafts, place, sha256Of, answersSoon);
    if (!moved) return {};
    const changes = { sourcePath: file, name: path.basename(file) };
    await noteInDraft(this.options.drafts, moved.draftId, changes);
    return { draft: { ...moved, meta: { ...moved.meta, ...changes } }, isMoved: true };
  }

  /** What a file shows, which only the engine can tell; nothing of it stays open. */
  private async lookAt(request: OpenRequest, { draftId }: Draft): Promise<string | undefined> {
    const { engine } = this.options;
    const photoId = newPhotoId();
    const { path: file, acceptBroken } = request;
    const input = this.engineInput({ photoId, draftId, path: file, acceptBroken });
    if (!(await engine.call('openPhoto', input)).ok) return undefined;
    const answer = await engine.call('hashPicture', { photoId });
    await engine.call('closePhoto', { photoId });
    return valueOf(answer).sha256;
  }

  private async notePicture({ photoId, draftId }: PhotoEntry): Promise<void> {
    const answer = await this.options.engine.call('hashPicture', { photoId });
    if (!answer.ok) return;
    await this.options.drafts.change(draftId, { pictureSha256: answer.value.sha256 });
  }

  /** A new draft of a photo; the picture of one out of the clipboard lies in it. */
  private async createDraft(
    { path: file, origin = 'file' }: { readonly path: string; readonly origin?: DraftOrigin },
    name: string,
  ): Promise<Draft> {
    return this.options.drafts.create(async (folder) => {
      if (origin !== 'pasted') return { name, origin, sourcePath: file };
      const sourcePath = path.join(folder, pastedName);
      await copyFile(file, sourcePath);
      return { name, origin, sourcePath };
    });
  }

  private async openWithDraft(
    request: Omit<OpenRequest, 'draft'>,
    draft: Draft,
    former?: Draft,
  ): Promise<OpenedPhoto> {
    const { engine, onChangedOnDisk } = this.options;
    const { draftId, meta } = draft;
    const photoId = newPhotoId();
    const given = { photoId, draftId, path: request.path, acceptBroken: request.acceptBroken };
    const opened = valueOf(await engine.call('openPhoto', this.engineInput(given)));
    const { sha256 } = opened;
    const identity = await identify(request.path);
    const entry: PhotoEntry = {
      ...given,
      formerDraftId: former?.draftId,
      isApart: request.isApart ?? false,
      origin: meta.origin,
      description: { ...opened, name: meta.name },
      identity,
      stopWatching: watchSource(request.path, sha256, ({ isGone }) =>
        onChangedOnDisk({ photoId, isGone }),
      ),
      openCount: 1,
      isDraftWanted: false,
      isProject: meta.isUntouchedProject,
      hasWork: false,
      inTurn: createTurns(),
    };
    this.entries.set(photoId, entry);
    await noteInDraft(this.options.drafts, draftId, {
      isOpen: true,
      isFromCrash: false,
      sourceSha256: sha256,
      ...(identity && { sourceByteLength: Number(identity.size) }),
    });
    try {
      return await this.describe(entry);
    } catch (error) {
      await this.leave(entry);
      throw error;
    }
  }

  private async describe(entry: PhotoEntry): Promise<OpenedPhoto> {
    const { drafts } = this.options;
    const { description: photo, draftId, formerDraftId } = entry;
    try {
      const isFormer = formerDraftId !== undefined && !(await drafts.holdsWork(draftId));
      const draft = await drafts.readParts(isFormer ? formerDraftId : draftId);
      return { photo, draft, isChangedSinceDraft: isFormer, isFoundAgain: false };
    } catch (error) {
      throw new AppFailureError('draft', 'error.draftNotRead', { cause: error });
    }
  }

  private engineInput(
    entry: Pick<PhotoEntry, 'photoId' | 'draftId' | 'path' | 'acceptBroken'>,
  ): InputOf<EngineContract['openPhoto']> {
    const { photoId, draftId, acceptBroken } = entry;
    const draftFolder = this.options.drafts.engineFolderOf(draftId);
    return { photoId, path: entry.path, draftFolder, acceptBroken };
  }
}

/** Whoever opens the file wants the work on it, not a project that was merely looked at. */
function isFile(entry: PhotoEntry, file: string): boolean {
  const isLookedAt = entry.isProject && !entry.hasWork;
  return entry.origin === 'file' && entry.path === file && !isLookedAt;
}

/** Undefined where the file cannot be read. */
async function sha256Of(file: string): Promise<string | undefined> {
  return sha256OfFile(file).catch(() => undefined);
}

function newPhotoId(): PhotoId {
  return `photo-${randomBytes(8).toString('hex')}` as PhotoId;
}
