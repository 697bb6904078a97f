import type { SavedPicture } from '../state/app-state';
import { currentPicture } from '../state/picture';
import { valueOf, type AppContext } from './context';

/** The picture on the screen, whatever is compared with it, as a layer; undefined where it could not be made one, which is said. */
export async function pictureToSave(context: AppContext): Promise<SavedPicture | undefined> {
  const state = context.store.getState();
  const picture = currentPicture(state);
  if (picture.kind === 'layer') {
    const variant = state.variants.find(({ number }) => number === state.shownVariant);
    const name = variant?.result
      ? ({ kind: 'variant', number: variant.number } as const)
      : undefined;
    return { layerId: picture.layerId, name };
  }
  if (picture.kind !== 'iteration' || !state.run) return undefined;
  const { runId, index } = picture;
  const name = { kind: 'iteration', number: index } as const;
  // Before the first iteration nothing is repaired.
  if (index === 0) return { layerId: state.run.record.baseLayerId, name };
  const kept = await valueOf(context, context.api.keepIteration({ runId, index }));
  return kept && { layerId: kept.layerId, name };
}
