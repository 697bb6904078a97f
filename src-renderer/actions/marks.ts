import type { StudioEvents } from '../../src-shared/contract/studio-contract';
import type { Mark, MarkState } from '../../src-shared/model/mark';
import type { ChangeKind } from '../document/document-change';
import type { PhotoDocument } from '../document/photo-document';
import { paintedMarks } from '../mask/components';
import type { MarkMenuView } from '../state/app-state';
import { erasePlaces } from './edit-mask';
import { update, valueOf, type AppContext, type Workspace } from './context';
import { mergeMarks } from './merge-marks';

/** The search that was begun last; what an earlier one finds is not wanted any more. */
const lastSearches = new WeakMap<Workspace, object>();

/** Looks for damage at the sensitivity of the preferences; what is found replaces the earlier proposals. */
export async function findDamage(context: AppContext): Promise<void> {
  const { workspace, store } = context;
  if (!workspace) return;
  const { photoId } = workspace.document.photo;
  const { sensitivity } = store.getState().preferences;
  const search = {};
  lastSearches.set(workspace, search);
  update(context, { isFinding: true });
  const found = await valueOf(context, context.api.findDamage({ photoId, sensitivity }));
  // Another photo may have been opened, or this one be looked at anew, meanwhile.
  if (context.workspace !== workspace || lastSearches.get(workspace) !== search) return;
  update(context, { isFinding: false });
  if (!found) return;
  const { marks, isImplausible, countsByStop } = found;
  const announcement =
    marks.length === 0
      ? context.translate('spoken.noMarksFound')
      : context.translate('spoken.marksFound', { count: marks.length });
  update(context, { isImplausible, foundCounts: countsByStop, announcement });
  takeFound(workspace, marks);
}

/** Takes over what the detector sees in coarser sizes, as long as it is still looking. */
export function onDamagePreview(
  context: AppContext,
  { photoId, marks, isImplausible }: StudioEvents['damagePreview'],
): void {
  const { workspace, store } = context;
  if (workspace?.document.photo.photoId !== photoId || !store.getState().isFinding) return;
  update(context, { isImplausible });
  takeFound(workspace, marks);
}

/** What was decided on earlier marks holds for those that are found at the same place. */
function takeFound({ document }: Workspace, marks: readonly Mark[]): void {
  const { markStates, markShapes } = document.snapshot;
  const isDecided = (id: string) => markStates.has(id) || markShapes.has(id);
  document.setMarks(mergeMarks(document.foundMarks, isDecided, marks));
}

const kinds = {
  accepted: 'acceptMarks',
  rejected: 'rejectMarks',
  unticked: 'untickMarks',
  proposed: 'acceptMarks',
} as const satisfies Partial<Record<MarkState, ChangeKind>>;

/** Decides on marks; one step that can be undone. */
export function decideMarks(
  { workspace }: AppContext,
  ids: readonly string[],
  state: keyof typeof kinds,
): void {
  if (!workspace) return;
  const { document } = workspace;
  const before = document.snapshot.markStates;
  const after = new Map(before);
  let count = 0;
  for (const id of ids) {
    const mark = document.snapshot.marks.find((candidate) => candidate.id === id);
    if (!mark || document.stateOf(mark) === state) continue;
    after.set(id, state);
    count++;
  }
  const painted = state === 'rejected' ? erasePlaces(document.mask, [...ids]) : undefined;
  if (count === 0 && !painted) return;
  document.commit({
    kind: kinds[state],
    count: Math.max(1, count),
    markStates: { before, after },
    ...(painted && { mask: painted }),
  });
}

/** Marks that can be decided on, painted places too, in the list's order: the least certain of the large ones first. */
export function listedMarks({ workspace, store }: AppContext): readonly Mark[] {
  if (!workspace) return [];
  const { hiddenClasses } = store.getState();
  return shownEntries(workspace.document, 'doubt')
    .filter(({ mark, state }) => !hiddenClasses.has(mark.class) && state !== 'repaired')
    .map(({ mark }) => mark);
}

/** The marks of these ids, painted places too. */
export function marksOf({ document }: Workspace, ids: readonly string[]): readonly Mark[] {
  const painted = paintedMarks(document.mask.committedTiles('painted'));
  return [...document.snapshot.marks, ...painted].filter(({ id }) => ids.includes(id));
}

/** All marks that are listed, painted places among them, with what was decided on each. */
export function shownEntries(
  document: PhotoDocument,
  order: 'doubt' | 'place',
): readonly { readonly mark: Mark; readonly state: MarkState }[] {
  const painted = paintedMarks(document.mask.committedTiles('painted'));
  const all = [...document.snapshot.marks, ...painted];
  const ordered = order === 'doubt' ? orderMarks(all) : [...all].sort(byPlace);
  return ordered
    .map((mark) => ({
      mark,
      state: mark.class === 'painted' ? ('accepted' as const) : document.stateOf(mark),
    }))
    .filter(({ state }) => state !== 'rejected');
}

const byPlace = ({ bounds: a }: Mark, { bounds: b }: Mark) => a.y - b.y || a.x - b.x;

/** Area times doubt: where a wrong decision would matter most comes first; parts of the picture come last. */
export function orderMarks(marks: readonly Mark[]): readonly Mark[] {
  const weight = ({ pixelCount, confidence }: Mark) => pixelCount * (1 - confidence);
  return [...marks].sort(
    (a, b) => Number(a.isProbablyPicture) - Number(b.isProbablyPicture) || weight(b) - weight(a),
  );
}

/** Goes to the mark after or before the current one, and shows it; what belongs to the picture is no stop on the way. */
export function goToMark(context: AppContext, step: 1 | -1): void {
  const marks = listedMarks(context).filter((mark) => !mark.isProbablyPicture);
  if (marks.length === 0) return;
  const { currentMarkId } = context.store.getState();
  const at = marks.findIndex(({ id }) => id === currentMarkId);
  const next = at < 0 ? (step > 0 ? 0 : marks.length - 1) : at + step;
  selectMark(context, marks[(next + marks.length) % marks.length]!);
}

/** Opens the menu of a mark, or of the picture; a mark that is not among the selected ones becomes the selection. */
export function openMarkMenu(context: AppContext, markMenu: MarkMenuView): void {
  const { markId } = markMenu;
  const isSelected = markId !== undefined && context.store.getState().selectedMarkIds.has(markId);
  update(context, {
    markMenu,
    ...(markId !== undefined && { currentMarkId: markId }),
    ...(markId !== undefined && !isSelected && { selectedMarkIds: new Set([markId]) }),
  });
}

/** Makes a mark the current one and brings it into view. */
export function selectMark(context: AppContext, mark: Mark): void {
  update(context, { currentMarkId: mark.id, selectedMarkIds: new Set([mark.id]) });
  context.view?.reveal(mark.bounds);
}

/** Marks that Accept, Reject and the like are about: the selected ones, else the current one. */
export function chosenMarkIds({ store }: AppContext): readonly string[] {
  const { selectedMarkIds, currentMarkId } = store.getState();
  if (selectedMarkIds.size > 0) return [...selectedMarkIds];
  return currentMarkId === undefined ? [] : [currentMarkId];
}
