import type { AppResult } from '../../src-shared/contract/result';
import type { KnownFile, OpenedPhoto } from '../../src-shared/contract/studio-contract';
import { sampleMaskToken, type FileToken, type MaskId } from '../../src-shared/model/ids';
import { DraftKeeper } from '../document/draft-keeper';
import { readDraft } from '../document/draft-format';
import { PhotoDocument } from '../document/photo-document';
import { photoState } from '../state/app-store';
import { addToBatch } from './batch';
import { takeImportedMask } from './edit-mask';
import { showFailure, showNote, update, valueOf, type AppContext } from './context';
import { findDamage } from './marks';
import { forgetOldResults } from './drafts';
import { isBusy, stopAndKeep } from './repair';
import { takeUpRun } from './take-up-run';

/** Lets the person choose photos; the first one is opened. */
export async function choosePhoto(context: AppContext): Promise<void> {
  const files = await valueOf(context, context.api.chooseFiles({ kind: 'photos' }));
  if (files?.[0]) await openFile(context, files[0]);
}

/** Opens a file that main knows. */
export async function openFile(context: AppContext, file: KnownFile): Promise<void> {
  const { fileToken } = file;
  await open(context, file.name, () => context.api.openPhoto({ fileToken, acceptBroken: false }));
}

/** Opens what was dropped; several photos, or a folder of them, become a batch. */
export async function openDropped(context: AppContext, files: readonly unknown[]): Promise<void> {
  const known = await context.api.registerDroppedFiles(files);
  const photos = known.filter(({ kind }) => kind === 'photo');
  if (photos.length > 1 || known.some(({ kind }) => kind === 'folder')) {
    addToBatch(context, photos);
    return;
  }
  const photo = known.find(({ kind }) => kind === 'photo' || kind === 'project');
  if (photo) {
    await openFile(context, photo);
    return;
  }
  const message = context.translate('error.unreadable');
  showFailure(context, { code: 'photo', message }, ['openPhoto']);
}

/** The photograph that comes with the program, damaged. */
export async function openSample(context: AppContext): Promise<void> {
  const opened = await open(context, '', () => context.api.openSample({}), sampleMaskToken);
  if (opened) update(context, { isSample: true });
}

/** A draft that was kept: of a crash, or of a photo that was closed before it was saved. */
export async function openDraft(context: AppContext, draftId: string): Promise<void> {
  await open(context, '', () => context.api.openDraft({ draftId }));
}

/** A picture of the clipboard. */
export async function pastePhoto(context: AppContext, png: Uint8Array | undefined): Promise<void> {
  if (png) {
    await open(context, '', () => context.api.openPasted({ png }));
    return;
  }
  showFailure(context, {
    code: 'clipboard',
    message: context.translate('error.clipboardEmpty'),
  });
}

/** Closes the photo; what was done to it stays as a draft. */
export async function closePhoto(context: AppContext): Promise<void> {
  const { workspace, store } = context;
  const { photo, isSample } = store.getState();
  if (!workspace || !photo) return;
  if (isBusy(context)) await stopAndKeep(context);
  await workspace.keeper.flush();
  const keepsDraft = !isSample && workspace.document.snapshot.history.entries.length > 0;
  workspace.keeper.dispose();
  if (keepsDraft) await forgetOldResults(context);
  context.workspace = undefined;
  update(context, photoState(store.getState().preferences));
  await valueOf(context, context.api.closePhoto({ photoId: photo.photoId, keepsDraft }));
}

/** Photos are opened one after the other: one that is asked for meanwhile comes when it is its turn. */
const lastTurns = new WeakMap<AppContext, Promise<boolean>>();

async function open(
  context: AppContext,
  name: string,
  ask: () => Promise<AppResult<OpenedPhoto>>,
  marks?: FileToken,
): Promise<boolean> {
  const openNow = () => openInTurn(context, name, ask, marks);
  const turn = (lastTurns.get(context) ?? Promise.resolve(true)).then(openNow, openNow);
  lastTurns.set(context, turn);
  return turn;
}

async function openInTurn(
  context: AppContext,
  name: string,
  ask: () => Promise<AppResult<OpenedPhoto>>,
  marks?: FileToken,
): Promise<boolean> {
  update(context, { opening: name, error: undefined });
  const opened = await valueOf(context, ask(), ['openPhoto']);
  if (opened) {
    // Only now: a file that cannot be opened costs nobody the photo on the screen.
    await closePhoto(context);
    await showOpened(context, opened, marks);
  }
  update(context, { opening: undefined });
  return opened !== undefined;
}

/**
 * Puts an opened photo into the window, with what its draft holds; also after the window had to be reloaded.
 * @param marks a mask that says where the photo is damaged; the detector is asked where there is none
 */
export async function showOpened(
  context: AppContext,
  opened: OpenedPhoto,
  marks?: FileToken,
): Promise<void> {
  const { photo, draft, isChangedSinceDraft, isFoundAgain } = opened;
  const document = new PhotoDocument(photo);
  const keeper = new DraftKeeper(context.api, document, {
    kept: (keptAtMs) => update(context, { keptAtMs }),
    failed: (failure) => showFailure(context, failure),
  });
  context.workspace = { document, keeper, damageAtStart: undefined };
  update(context, {
    ...photoState(context.store.getState().preferences),
    photo,
    document: document.snapshot,
  });
  document.subscribe(() => {
    if (context.workspace?.document === document) update(context, { document: document.snapshot });
  });
  const isRestored = draft.size > 0 && (await readDraft(draft, document));
  keeper.start();
  // What was read from the disk is on it.
  if (isRestored) update(context, { keptAtMs: Date.now() });
  if (isRestored && !isChangedSinceDraft) void takeUpRun(context);
  if (isRestored && isFoundAgain) showNote(context, context.translate('draft.foundAgain'));
  if (isChangedSinceDraft && draft.size > 0) {
    showFailure(context, {
      code: 'draft',
      message: context.translate('error.originalChanged'),
    });
  }
  if (isRestored) return;
  const { photoId } = photo;
  const mask = marks && (await context.api.importMask({ photoId, fileToken: marks }));
  if (mask?.ok && mask.value) await takeImportedMask(context, mask.value.maskId as MaskId);
  // The photo is open: whoever wants another one instead need not wait for this.
  else void findDamage(context);
}
