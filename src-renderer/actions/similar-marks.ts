import { chosenMarkIds, marksOf } from './marks';
import { update, valueOf, type AppContext } from './context';
import { isSameDamage, newMarks } from './merge-marks';
import { showHint } from './view';

/**
 * Proposes what is like the mark in question, though less sure. What was found is selected, so that Delete takes all of it
 * away again.
 */
export async function findMoreLikeThis(context: AppContext): Promise<void> {
  const { workspace, store } = context;
  const [mark] = workspace ? marksOf(workspace, chosenMarkIds(context).slice(-1)) : [];
  if (!workspace || !mark) return;
  const { document } = workspace;
  const { photoId } = document.photo;
  const { sensitivity } = store.getState().preferences;
  update(context, { isFindingSimilar: true });
  const found = await valueOf(
    context,
    context.api.findSimilarMarks({ photoId, mark, sensitivity }),
  );
  if (context.workspace !== workspace) return;
  update(context, { isFindingSimilar: false });
  if (!found) return;
  // Asked for by hand: that the detector takes it for a part of the picture is no reason to leave it out.
  const { marks, markStates } = document.snapshot;
  const known = marks.filter(
    ({ id, isProbablyPicture }) => !isProbablyPicture || markStates.has(id),
  );
  const added = newMarks([...known, mark], found.marks).map((one) => ({
    ...one,
    isProbablyPicture: false,
  }));
  if (added.length === 0) {
    showHint(context, context.translate('hint.noSimilar'));
    return;
  }
  const others = document.foundMarks.filter(
    (one) => !added.some((other) => isSameDamage(one, other)),
  );
  document.setMarks([...others, ...added]);
  update(context, {
    selectedMarkIds: new Set(added.map(({ id }) => id)),
    currentMarkId: added[0]!.id,
  });
  showHint(context, context.translate('hint.foundSimilar', { count: added.length }));
}
