import type { AppFailure, AppResult } from '../../src-shared/contract/result';
import type { StudioApi } from '../../src-shared/contract/studio-contract';
import type { MaskId, RunId } from '../../src-shared/model/ids';
import type { PixelRegion } from '../../src-shared/model/pixel-region';
import type { RunProgress, RunResult } from '../../src-shared/model/run';
import type { Translate } from '../../src-shared/messages';
import type { PixelClient } from '../bridge/pixel-client';
import type { DraftKeeper } from '../document/draft-keeper';
import type { PhotoDocument } from '../document/photo-document';
import type { AppState, ShownError } from '../state/app-state';
import type { AppStore } from '../state/app-store';
import { shownPicture } from '../state/picture';
import type { PhotoViewHandle } from '../viewer/photo-view';
import type { KnownDamage } from './known-damage';

/** What belongs to the open photo and is no plain state. */
export interface Workspace {
  readonly document: PhotoDocument;
  readonly keeper: DraftKeeper;
  /** All damage at the start of the repair in work, also what it was not meant for. */
  damageAtStart: KnownDamage | undefined;
  /** True once the person was told that closing the photo would lose steps that the disk does not take; until it takes them. */
  isLossKnown: boolean;
}

/** Who is told of a run that is not the window's own. */
export interface RunListener {
  readonly progress: (progress: RunProgress) => void;
  readonly finished: (result: RunResult) => void;
  readonly failed: (message: string) => void;
}

/** What is done to the page itself. */
export interface PageActions {
  /** Gives the focus to the next or the previous area of the window. */
  readonly goToArea: (step: 1 | -1) => void;
  /** Opens or closes the panels beside the picture, or their drawer. */
  readonly toggleInspector: () => void;
}

/** What every action works with. */
export interface AppContext {
  readonly api: StudioApi;
  readonly store: AppStore;
  readonly pixels: PixelClient;
  readonly page: PageActions;
  /** Texts in the person's language. */
  readonly translate: Translate;
  /** The open photo's; set by opening and closing. */
  workspace: Workspace | undefined;
  /** Runs of the batch, which have nothing to do with the photo in the window. */
  readonly runListeners: Map<RunId, RunListener>;
  /** The photo area, while there is one. */
  view: PhotoViewHandle | undefined;
}

/** Changes the state. */
export function update(context: AppContext, change: Partial<AppState>): void {
  const { announcementCount } = context.store.getState();
  const isAnnounced = change.announcement !== undefined;
  context.store.setState(
    isAnnounced ? { ...change, announcementCount: announcementCount + 1 } : change,
  );
}

/** Shows a failure in the bar above the picture until it is closed. */
export function showFailure(
  context: AppContext,
  failure: AppFailure,
  actions: ShownError['actions'] = [],
): void {
  if (failure.code === 'cancelled') return;
  update(context, { error: { failure, actions }, announcement: failure.message });
}

/** Says something that is no failure, in the same place. */
export function showNote(context: AppContext, message: string): void {
  const error: ShownError = { failure: { code: 'draft', message }, actions: [], isNote: true };
  update(context, { error, announcement: message });
}

/** The value of an answer; a failure is shown and gives undefined. */
export async function valueOf<Value>(
  context: AppContext,
  answer: Promise<AppResult<Value>>,
  actions: ShownError['actions'] = [],
): Promise<Value | undefined> {
  const result = await answer;
  if (result.ok) return result.value;
  showFailure(context, result.error, actions);
  return undefined;
}

/** A name for a run that nobody else has. */
export const newRunId = () => `run-${crypto.randomUUID()}` as RunId;

/** A name for a mask that nobody else has. */
export const newMaskId = () => `mask-${crypto.randomUUID()}` as MaskId;

/** Lets the photo area load what changed; undefined = everything. */
export function refreshPicture(context: AppContext, region: PixelRegion | undefined): void {
  context.view?.invalidate(shownPicture(context.store.getState()), region);
}
