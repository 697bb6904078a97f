import { effectiveMask } from '../actions/effective-mask';
import { isRunning } from '../actions/repair';
import { newMaskId, update, type AppContext } from '../actions/context';

/** Long enough that painting is not disturbed, short enough that the time is there when one looks for it. */
const restMs = 300;

/** Asks the engine what a repair of the marks would cost, whenever they have been the same for a moment. */
export function keepEstimate(studio: AppContext): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  studio.store.subscribe((state, before) => {
    // While a repair is in work nobody sees what the next one would cost, and making its mask would hold the page up.
    if (isRunning(state.run)) {
      clearTimeout(timer);
      return;
    }
    // What it says is of marks that are repaired by now.
    if (isRunning(before.run) && state.estimate) update(studio, { estimate: undefined });
    const isSame =
      !isRunning(before.run) &&
      state.document === before.document &&
      state.settings === before.settings &&
      state.engine.msPerMegapixel === before.engine.msPerMegapixel;
    if (isSame || !state.photo) return;
    clearTimeout(timer);
    timer = setTimeout(() => void estimate(studio), restMs);
  });
}

async function estimate(studio: AppContext): Promise<void> {
  const { workspace, store, api, pixels } = studio;
  if (!workspace) return;
  const { document } = workspace;
  const { snapshot, photo } = document;
  const { settings } = store.getState();
  const { tiles } = effectiveMask(document);
  if (tiles.length === 0) {
    update(studio, { estimate: undefined });
    return;
  }
  const maskId = newMaskId();
  const { photoId } = photo;
  // What cannot be estimated is simply not said.
  const isKnown = await pixels.putMask(photoId, maskId, tiles).then(
    () => true,
    () => false,
  );
  const answer = isKnown ? await api.estimateRepair({ photoId, maskId, settings }) : undefined;
  // The marks may be others by now.
  if (answer?.ok && document.snapshot === snapshot) update(studio, { estimate: answer.value });
}
