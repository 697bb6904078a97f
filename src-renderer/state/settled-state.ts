import type { AppState, RunView } from './app-state';

/** What changes many times a second while a picture is zoomed, compared or repaired, and is shown in few places. */
const fleeting = new Set<keyof AppState>([
  'announcement',
  'announcementCount',
  'zoomPercent',
  // A brush that is not locked to the photo changes with the zoom.
  'brushSizePx',
  'dividerFraction',
]);

/** True where two states are alike but for the zoom, the divider and how far the running repair is. */
export function differsFleetinglyOnly(a: AppState, b: AppState): boolean {
  const keys = Object.keys(b) as (keyof AppState)[];
  return keys.every((key) => {
    if (Object.is(a[key], b[key]) || fleeting.has(key)) return true;
    return key === 'run' && a.run !== undefined && b.run !== undefined && isSameRun(a.run, b.run);
  });
}

function isSameRun(a: RunView, b: RunView): boolean {
  if (a.progress?.state !== b.progress?.state) return false;
  const keys = Object.keys(b) as (keyof RunView)[];
  return keys.every((key) => key === 'progress' || key === 'points' || Object.is(a[key], b[key]));
}
