import type { AppState, RunView } from './app-state';

/** True where two states are alike but for how far the running repair is. */
export function differsInProgressOnly(a: AppState, b: AppState): boolean {
  const keys = Object.keys(b) as (keyof AppState)[];
  return keys.every((key) => {
    if (Object.is(a[key], b[key]) || key === 'announcement') return true;
    return key === 'run' && a.run !== undefined && b.run !== undefined && isSameRun(a.run, b.run);
  });
}

function isSameRun(a: RunView, b: RunView): boolean {
  if (a.progress?.state !== b.progress?.state) return false;
  const keys = Object.keys(b) as (keyof RunView)[];
  return keys.every((key) => key === 'progress' || key === 'points' || Object.is(a[key], b[key]));
}
