import type { RepairSettings } from '../../src-shared/model/settings';
import { isRunning } from '../actions/repair';
import type { RunView } from '../state/app-state';

/** Settings that a running repair takes over at its next iteration. */
export function pendingSettings(run: RunView | undefined): ReadonlySet<keyof RepairSettings> {
  const next = isRunning(run) ? run.nextSettings : undefined;
  if (!run || !next) return new Set();
  const names = Object.keys(next) as (keyof RepairSettings)[];
  return new Set(names.filter((name) => next[name] !== run.record.settings[name]));
}
