import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { EngineContract, InputOf, OpenedPhoto } from '../../../src-shared/contract';
import type { PhotoId } from '../../../src-shared/model/ids';
import type { PhotoDescription } from '../../../src-shared/model/photo-description';
import { AppFailureError } from '../../engine-host/app-failure-error';
import type { DraftOrigin } from '../drafts/draft-meta';
import type { Draft, DraftStore } from '../drafts/draft-store';
import type { EngineDesk } from '../engine/engine-supervisor';
import { valueOf } from '../engine/passed-failure';
import { sha256OfFile } from '../files/file-hash';
import { watchSource } from './source-watch';

/** One photo of the window: its file, its draft, and what the engine says of it. */
export interface PhotoEntry {
  readonly photoId: PhotoId;
  readonly draftId: string;
  readonly path: string;
  readonly origin: DraftOrigin;
  readonly acceptBroken: boolean;
  readonly description: PhotoDescription;
  readonly stopWatching: () => void;
  /** How often it was opened without having been closed. */
  openCount: number;
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
  /** The draft to go on with; the newest one of the file where absent. */
  readonly draft?: Draft;
}

/** The photos that the window has open. */
export class OpenPhotos {
  private readonly options: OpenPhotosOptions;
  private readonly entries = new Map<PhotoId, PhotoEntry>();

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
    return this.list().map((entry) => this.engineInput(entry));
  }

  /** Opens a photo with the draft that it has; one that is open already is given once more. */
  async open(request: OpenRequest): Promise<OpenedPhoto> {
    const known = this.list().find((entry) =>
      request.draft ? entry.draftId === request.draft.draftId : isFile(entry, request.path),
    );
    if (known) {
      known.openCount++;
      return this.describe(known);
    }
    const { drafts } = this.options;
    const found = request.draft ?? (await drafts.findByPath(request.path));
    const moved = found ? undefined : await this.findMoved(request.path);
    const draft =
      found ??
      moved ??
      (await drafts.create(() => ({
        name: path.basename(request.path),
        origin: 'file',
        sourcePath: request.path,
      })));
    try {
      const opened = await this.openWithDraft(request, draft);
      return { ...opened, isFoundAgain: moved !== undefined };
    } catch (error) {
      const { draftId } = draft;
      if (await drafts.holdsWork(draftId)) await drafts.change(draftId, { isOpen: false });
      else await drafts.delete(draftId);
      throw error;
    }
  }

  /** Closes a photo; its draft stays only where it is wanted and holds anything. */
  async close(photoId: PhotoId, keepsDraft: boolean): Promise<void> {
    const entry = this.find(photoId);
    entry.openCount--;
    if (entry.openCount > 0) return;
    this.entries.delete(photoId);
    entry.stopWatching();
    // An engine that is gone has closed it in its own way.
    await this.options.engine.call('closePhoto', { photoId });
    await this.settle(entry, keepsDraft);
  }

  /** At the end of the program: nothing is asked, every draft that holds work stays. */
  async closeAll(): Promise<void> {
    for (const entry of this.list()) {
      entry.stopWatching();
      await this.settle(entry, true);
    }
    this.entries.clear();
  }

  /** Every open photo with its draft, for a window that had to be loaded again. */
  async describeAll(): Promise<readonly OpenedPhoto[]> {
    return Promise.all(this.list().map(async (entry) => this.describe(entry)));
  }

  /** A draft whose photo was moved here; a file that cannot be read is the engine's to explain. */
  private async findMoved(file: string): Promise<Draft | undefined> {
    const { drafts } = this.options;
    const moved = await drafts.findMoved(() => sha256OfFile(file).catch(() => ''));
    if (!moved) return undefined;
    const place = { sourcePath: file, name: path.basename(file) };
    await drafts.change(moved.draftId, place);
    return { ...moved, meta: { ...moved.meta, ...place } };
  }

  private async openWithDraft(request: OpenRequest, draft: Draft): Promise<OpenedPhoto> {
    const { engine, drafts, onChangedOnDisk } = this.options;
    const { draftId, meta } = draft;
    const photoId = `photo-${randomBytes(8).toString('hex')}` as PhotoId;
    const given = { photoId, draftId, path: request.path, acceptBroken: request.acceptBroken };
    const opened = valueOf(await engine.call('openPhoto', this.engineInput(given)));
    const description = { ...opened, name: meta.name };
    const isChanged = meta.sourceSha256 !== undefined && meta.sourceSha256 !== opened.sha256;
    const entry: PhotoEntry = {
      ...given,
      origin: meta.origin,
      description,
      stopWatching: watchSource(request.path, opened.sha256, ({ isGone }) =>
        onChangedOnDisk({ photoId, isGone }),
      ),
      openCount: 1,
    };
    this.entries.set(photoId, entry);
    const sourceSha256 = opened.sha256;
    await drafts.change(draftId, { isOpen: true, isFromCrash: false, sourceSha256 });
    return { ...(await this.describe(entry)), isChangedSinceDraft: isChanged };
  }

  private async describe(entry: PhotoEntry): Promise<OpenedPhoto> {
    const draft = await this.options.drafts.readParts(entry.draftId);
    const { description: photo } = entry;
    return { photo, draft, isChangedSinceDraft: false, isFoundAgain: false };
  }

  private async settle({ draftId, origin }: PhotoEntry, keepsDraft: boolean): Promise<void> {
    const { drafts } = this.options;
    const isKept = keepsDraft && origin !== 'sample' && (await drafts.holdsWork(draftId));
    if (isKept) await drafts.change(draftId, { isOpen: false });
    else await drafts.delete(draftId);
  }

  private engineInput(
    entry: Pick<PhotoEntry, 'photoId' | 'draftId' | 'path' | 'acceptBroken'>,
  ): InputOf<EngineContract['openPhoto']> {
    const { photoId, draftId, acceptBroken } = entry;
    const draftFolder = this.options.drafts.engineFolderOf(draftId);
    return { photoId, path: entry.path, draftFolder, acceptBroken };
  }
}

function isFile(entry: PhotoEntry, file: string): boolean {
  return entry.origin === 'file' && entry.path === file;
}
