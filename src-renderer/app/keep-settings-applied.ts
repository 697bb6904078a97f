import type { AppContext } from '../actions/context';
import { applyNextSettings } from '../actions/repair';

/** Longer than the way of a slider from one end to the other. */
const restMs = 600;

/** Hands changed settings to the repair in work as soon as they have been the same for a moment. */
export function keepSettingsApplied(studio: AppContext): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  studio.store.subscribe(({ run }, before) => {
    if (!run?.nextSettings || run.nextSettings === before.run?.nextSettings) return;
    clearTimeout(timer);
    timer = setTimeout(() => void applyNextSettings(studio), restMs);
  });
}
