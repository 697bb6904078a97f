import { originalLayerId, type LayerId, type PhotoId } from '../../src-shared/model/ids';
import type { ChangeKind } from '../document/document-change';
import type { DocumentState, PhotoDocument } from '../document/photo-document';
import type { RunView } from '../state/app-state';
import { isEdited } from '../state/picture';
import type { Translate } from '../../src-shared/messages';
import { valueOf, type AppContext, type Workspace } from './context';
import { refreshKeptWork } from './kept-work';

/** Longer side of the picture that stands for a draft in lists. */
const thumbnailSidePx = 256;

/** Steps that a person would call a stroke. */
const strokeKinds: ReadonlySet<ChangeKind> = new Set([
  'stroke',
  'erase',
  'lasso',
  'trace',
  'area',
] satisfies ChangeKind[]);

/** Deletes drafts for good; whoever calls this has asked. */
export async function deleteDrafts(
  context: AppContext,
  draftIds: readonly string[] | 'all',
): Promise<void> {
  const ids = draftIds === 'all' ? draftIds : [...draftIds];
  await valueOf(context, context.api.deleteDrafts({ draftIds: ids }));
  await refreshKeptWork(context);
}

/** What the list of drafts says of the one of a photo. */
export interface DraftDescription {
  readonly photoId: PhotoId;
  readonly summary: string;
  readonly isUnsaved: boolean;
  /** Of the picture that stands for it. */
  readonly layerId: LayerId;
}

/** What there is to say of the draft of the open photo at this moment; undefined where nothing was done. */
export function describeDraft({
  workspace,
  store,
  translate,
}: AppContext): DraftDescription | undefined {
  if (!workspace) return undefined;
  const { document } = workspace;
  const state = store.getState();
  const summary = summarise(document, state.run, translate);
  if (summary === '') return undefined;
  const { photoId } = document.photo;
  const { layerId } = document.snapshot;
  return { photoId, summary, isUnsaved: isEdited(state), layerId };
}

/**
 * Says it in the list of drafts, with a picture that shows how far it is.
 * @param pictured the layer of the picture that is there already
 * @returns the layer of the picture that is there now
 */
export async function listDraft(
  { api }: Pick<AppContext, 'api'>,
  { photoId, layerId, summary, isUnsaved }: DraftDescription,
  pictured: LayerId | undefined,
): Promise<LayerId | undefined> {
  const picture =
    layerId === pictured
      ? undefined
      : await api.makeThumbnail({ photoId, layerId, sidePx: thumbnailSidePx });
  const thumbnail = picture?.ok ? { thumbnail: picture.value } : {};
  // A photo that was closed meanwhile has no draft to describe, and a list without a line loses no work.
  await api.describeDraft({ photoId, summary, isUnsaved, ...thumbnail });
  return picture?.ok ? layerId : pictured;
}

/** "31 strokes, 8 marks, iteration 14"; '' where nothing was done. */
export function summarise(document: PhotoDocument, run: RunView | undefined, t: Translate): string {
  const { history, layerId } = document.snapshot;
  const done = history.entries.slice(0, history.position);
  const strokes = done.filter(({ kind }) => strokeKinds.has(kind)).length;
  const marks = document.activeMarks().length;
  const index = run && !run.result ? run.progress?.keptIterations : undefined;
  if (history.entries.length === 0 && !run) return '';
  return [
    ...(strokes > 0 ? [t('draft.strokes', { count: strokes })] : []),
    ...(marks > 0 ? [t('draft.marks', { count: marks })] : []),
    ...(layerId === originalLayerId ? [] : [t('draft.repaired')]),
    ...(index === undefined ? [] : [t('draft.iteration', { index })]),
  ].join(', ');
}

/** Gives up the results that no step of a photo's history leads to any more; the draft is all the smaller. */
export async function forgetOldResults(
  { api }: Pick<AppContext, 'api'>,
  { keeper, document }: Workspace,
): Promise<void> {
  // The draft on the disk may still show what the one in the window does not lead to any more.
  if (!keeper.isKept) return;
  const { photo, snapshot } = document;
  // Where this fails, there is only more on the disk than is needed.
  await api.keepOnlyLayers({ photoId: photo.photoId, layerIds: [...layersOf(snapshot)] });
}

/** Every layer that the document shows, or that undo and redo can show. */
export function layersOf({ history, layerId, lastRun }: DocumentState): ReadonlySet<LayerId> {
  const past = history.entries.flatMap(({ layerId: pair }) =>
    pair ? [pair.before, pair.after] : [],
  );
  const bases = lastRun ? [lastRun.record.baseLayerId] : [];
  return new Set([layerId, ...past, ...bases]);
}
