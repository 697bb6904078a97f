import type { ElectronApplication, Page } from '@playwright/test';
import { quantile } from './figures-file';

/** How long a loop was late, milliseconds. */
export interface Stalls {
  readonly maxMs: number;
  readonly p99Ms: number;
}

interface Watched {
  latenesses: number[];
  isWatching: boolean;
}

/**
 * Keeps a timer that the loop should serve every few milliseconds; what it is late is what the loop was held up. Runs in the
 * page and in main alike, so it refers to nothing outside.
 */
function watch(): void {
  const everyMs = 4;
  const watched: Watched = { latenesses: [], isWatching: true };
  (globalThis as unknown as { figures: Watched }).figures = watched;
  let last = Date.now();
  const tick = (): void => {
    const now = Date.now();
    watched.latenesses.push(Math.max(0, now - last - everyMs));
    last = now;
    if (watched.isWatching) setTimeout(tick, everyMs);
  };
  setTimeout(tick, everyMs);
}

function collect(): number[] {
  const { figures } = globalThis as unknown as { figures: Watched };
  figures.isWatching = false;
  return figures.latenesses;
}

const summarise = (latenesses: readonly number[]): Stalls => ({
  maxMs: latenesses.reduce((most, lateness) => Math.max(most, lateness), 0),
  p99Ms: quantile(latenesses, 0.99),
});

/** Watches the loops of main and of the page until the returned function is called. */
export async function watchLoops(
  app: ElectronApplication,
  page: Page,
): Promise<() => Promise<{ readonly main: Stalls; readonly page: Stalls }>> {
  await app.evaluate(watch);
  await page.evaluate(watch);
  return async () => {
    const ofPage = await page.evaluate(collect);
    const ofMain = await app.evaluate(collect);
    return { main: summarise(ofMain), page: summarise(ofPage) };
  };
}

/** How smoothly a movement was drawn. */
export interface Frames {
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly count: number;
  /** Frames that a display of 60 Hz would have shown and that did not come. */
  readonly dropped: number;
}

const frameMs = 1000 / 60;

/** Moves the picture in every frame, as a wheel or held key would, and times the frames. */
export async function timeFrames(
  page: Page,
  movement: 'pan' | 'zoom',
  frames: number,
): Promise<Frames> {
  const intervals = await page.evaluate(
    ([kind, count]) =>
      new Promise<number[]>((resolve) => {
        const view = document.querySelector<HTMLElement>('[data-testid=photo-view]')!;
        const { left, top, width, height } = view.getBoundingClientRect();
        const at = { clientX: left + width / 2, clientY: top + height / 2 };
        view.focus();
        const taken: number[] = [];
        let last = 0;
        const frame = (now: number): void => {
          if (last > 0) taken.push(now - last);
          last = now;
          if (taken.length === count) {
            resolve(taken);
            return;
          }
          const turn = taken.length % 60 < 30 ? 1 : -1;
          const common = { bubbles: true, cancelable: true };
          if (kind === 'zoom') {
            view.dispatchEvent(new WheelEvent('wheel', { ...common, ...at, deltaY: 40 * turn }));
          } else {
            const key = turn > 0 ? 'ArrowRight' : 'ArrowLeft';
            view.dispatchEvent(new KeyboardEvent('keydown', { ...common, key, code: key }));
          }
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    [movement, frames] as const,
  );
  const dropped = intervals.reduce(
    (sum, interval) => sum + Math.max(0, Math.round(interval / frameMs) - 1),
    0,
  );
  return {
    medianMs: quantile(intervals, 0.5),
    p95Ms: quantile(intervals, 0.95),
    count: intervals.length,
    dropped,
  };
}
