import type { AppFailure, AppResult } from '../../src-shared/contract/result';
import type { KnownFile, OpenedPhoto } from '../../src-shared/contract/studio-contract';
import { sampleMaskToken, type FileToken, type MaskId } from '../../src-shared/model/ids';
import { DraftKeeper } from '../document/draft-keeper';
import type { PhotoDocument } from '../document/photo-document';
import type { DialogName } from '../state/app-state';
import { photoState } from '../state/app-store';
import { addToBatch } from './batch';
import { offerBrokenPart, sayNothingReadable } from './broken-photo';
import { takeImportedMask } from './edit-mask';
import { showFailure, showNote, update, valueOf, type AppContext, type Workspace } from './context';
import { keepSteps } from './keep-steps';
import { layersInWork } from './layer-turns';
import { findDamage } from './marks';
import { describeDraft, forgetOldResults, listDraft } from './drafts';
import { refreshKeptWork } from './kept-work';
import { isBusy, stopAndKeep } from './repair';
import { takeUpDraft } from './take-up-draft';
import { takeUpRun } from './take-up-run';

/** Lets the person choose a photo, or several. */
export async function choosePhoto(context: AppContext): Promise<void> {
  const files = await valueOf(context, context.api.chooseFiles({ kind: 'photos' }));
  if (files && files.length > 0) await openFiles(context, files);
}

/** Opens a file that main knows. @param acceptBroken also where only a part of it can be read */
export async function openFile(
  context: AppContext,
  file: KnownFile,
  acceptBroken = false,
): Promise<void> {
  const { fileToken } = file;
  const ask = () => context.api.openPhoto({ fileToken, acceptBroken });
  if (await open(context, file.name, ask)) return;
  if (acceptBroken) sayNothingReadable(context);
  else offerBrokenPart(context, file);
}

/** Opens what was dropped. */
export async function openDropped(context: AppContext, files: readonly unknown[]): Promise<void> {
  await openFiles(context, await context.api.registerDroppedFiles(files));
}

/**
 * Opens what the system has handed over, as if it had been dropped.
 * @returns false where it has handed over nothing
 */
export async function openHandedFiles(context: AppContext): Promise<boolean> {
  const handed = await valueOf(context, context.api.takeHandedFiles({}));
  if (!handed) return false;
  const { files, isNothingThere } = handed;
  if (files.length > 0) await openFiles(context, files);
  else if (isNothingThere) {
    const message = context.translate('failure.photo.missing');
    showFailure(context, { code: 'photo', message }, ['openPhoto']);
  }
  return files.length > 0 || isNothingThere;
}

/** Opens a photo or a project; several photos, or a folder of them, become a batch. */
async function openFiles(context: AppContext, known: readonly KnownFile[]): Promise<void> {
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

/** Dialogs that ask about the open photo, and would ask about the next one. */
const photoDialogs: ReadonlySet<DialogName> = new Set(['save', 'markArea']);

/**
 * Closes the photo; what was done to it stays as a draft.
 * @returns false where the disk takes no draft: the photo stays open, and closes when it is asked to once more
 */
export async function closePhoto(context: AppContext): Promise<boolean> {
  const { workspace, store } = context;
  const { photo, isSample } = store.getState();
  if (!workspace || !photo) return true;
  if (isBusy(context)) await stopAndKeep(context);
  await untilAtRest(context, workspace.document);
  if (!(await keepSteps(context, workspace))) return false;
  const { history, lastRun } = workspace.document.snapshot;
  // A first repair that could not be ended now is work too, and the draft says where it stands.
  const keepsDraft = !isSample && (history.entries.length > 0 || lastRun !== undefined);
  const description = describeDraft(context);
  takeOffScreen(context, workspace);
  if (keepsDraft) {
    await forgetOldResults(context, workspace);
    // Lists show it as it was left, and not as it was some seconds before.
    if (description) await listDraft(context, description, undefined);
  }
  await valueOf(context, context.api.closePhoto({ photoId: photo.photoId, keepsDraft }));
  // Nobody waits for it: the next photo may be opened meanwhile.
  void refreshKeptWork(context);
  return true;
}

/** From here on nothing is painted that nobody would keep. */
function takeOffScreen(context: AppContext, { keeper }: Workspace): void {
  keeper.dispose();
  context.workspace = undefined;
  const { preferences, dialog } = context.store.getState();
  update(context, {
    ...photoState(preferences),
    save: undefined,
    dialog: dialog && photoDialogs.has(dialog) ? undefined : dialog,
  });
}

/** A stroke in hand is given up; results and what the eraser brings back become steps of the history first. */
async function untilAtRest({ view }: AppContext, document: PhotoDocument): Promise<void> {
  let isGivenUp = true;
  while (document.mask.isEditing && isGivenUp) isGivenUp = view?.cancelGesture() ?? false;
  await document.mask.whenIdle();
  await layersInWork(document);
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
  const answer = ask();
  if (await isGivenUpBefore(context, answer)) {
    // A drive that does not answer keeps nobody from opening another photo.
    void answer.then(async (late) => late.ok && closeUnseen(context, late.value));
    return false;
  }
  const opened = await valueOf(context, answer, ['openPhoto']);
  const isShown = opened !== undefined && (await putOnScreen(context, opened, marks));
  if (opened && !isShown) await closeUnseen(context, opened);
  update(context, { opening: undefined });
  return isShown;
}

/** True where the person gives the opening up before there is an answer. */
async function isGivenUpBefore(
  { store }: AppContext,
  answer: Promise<AppResult<OpenedPhoto>>,
): Promise<boolean> {
  let stopWatching = (): void => undefined;
  const givenUp = new Promise<true>((resolve) => {
    stopWatching = store.subscribe(({ opening }) => {
      if (opening === undefined) resolve(true);
    });
  });
  const isGivenUp = await Promise.race([givenUp, answer.then(() => false)]);
  stopWatching();
  return isGivenUp;
}

/** Closes what was opened and is not shown; its draft stays as it was. */
async function closeUnseen(context: AppContext, { photo }: OpenedPhoto): Promise<void> {
  const { photoId } = photo;
  await valueOf(context, context.api.closePhoto({ photoId, keepsDraft: true }));
}

/** @returns false where the photo before stays on the screen */
async function putOnScreen(
  context: AppContext,
  opened: OpenedPhoto,
  marks: FileToken | undefined,
): Promise<boolean> {
  const isSame = context.store.getState().photo?.photoId === opened.photo.photoId;
  // Only now: a file that cannot be opened costs nobody the photo on the screen. And one that is there already is not read
  // again from its draft, which may be a step behind.
  if (!isSame && !(await closePhoto(context))) return false;
  update(context, { isBatchShown: false });
  if (isSame) return false;
  await showOpened(context, opened, marks);
  return true;
}

/** The photo that is being opened is not wanted any more; the next one may be opened at once, and it is closed when it is open. */
export function cancelOpening(context: AppContext): void {
  update(context, { opening: undefined });
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
  const work = await takeUpDraft(context, opened);
  if (!work) return;
  const { document, stored, isMarked, problem } = work;
  const { photo } = document;
  const keeper = new DraftKeeper(context.api, document, {
    kept: (keptAtMs) => update(context, { keptAtMs }),
    failed: (failure) => showFailure(context, failure ?? notWritten(context)),
  });
  context.workspace = { document, keeper, damageAtStart: undefined, isLossKnown: false };
  update(context, {
    ...photoState(context.store.getState().preferences),
    photo,
    document: document.snapshot,
    // What was read from the disk is on it.
    keptAtMs: stored && Date.now(),
  });
  document.subscribe(() => {
    if (context.workspace?.document === document) update(context, { document: document.snapshot });
  });
  keeper.start(stored);
  if (stored) void takeUpRun(context);
  if (stored && opened.isFoundAgain) showNote(context, context.translate('draft.foundAgain'));
  if (photo.brokenNotice !== undefined) showNote(context, context.translate('error.truncated'));
  if (problem) showFailure(context, { code: 'draft', message: context.translate(problem) });
  if (isMarked) return;
  const { photoId } = photo;
  const mask = marks && (await context.api.importMask({ photoId, fileToken: marks }));
  if (mask?.ok && mask.value) await takeImportedMask(context, mask.value.maskId as MaskId);
  // The photo is open: whoever wants another one instead need not wait for this.
  else void findDamage(context);
}

function notWritten({ translate }: AppContext): AppFailure {
  return { code: 'draft', message: translate('failure.draftNotWritten') };
}
