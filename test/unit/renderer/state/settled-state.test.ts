import { describe, expect, it } from 'vitest';
import type { AppState, RunView } from '../../../../src-renderer/state/app-state';
import { createAppStore } from '../../../../src-renderer/state/app-store';
import { differsFleetinglyOnly } from '../../../../src-renderer/state/settled-state';
import type { StartState } from '../../../../src-shared/contract';
import { defaultPreferences } from '../../../../src-shared/model/preferences';
import type { RunProgress, RunState } from '../../../../src-shared/model/run';

const start = { preferences: defaultPreferences } as StartState;
const progressOf = (state: RunState, iteration: number) => ({ state, iteration }) as RunProgress;
const run = { progress: progressOf('running', 1), points: [], markCount: 2 } as unknown as RunView;
const state: AppState = { ...createAppStore(start, false).getState(), run };
const differsFleetingly = (part: Partial<AppState>) =>
  differsFleetinglyOnly(state, { ...state, ...part });

describe('two states', () => {
  it.each<[string, Partial<AppState>]>([
    ['the zoom', { zoomPercent: 12 }],
    ['the brush, which changes with the zoom', { brushSizePx: 12 }],
    ['the divider', { dividerFraction: 0.7 }],
    ['what is announced', { announcement: 'x', announcementCount: 1 }],
    ['how far the run is', { run: { ...run, progress: progressOf('running', 2) } }],
  ])('that differ in %s are alike for most of the window', (_, part) => {
    expect(differsFleetingly(part)).toBe(true);
  });

  it.each<[string, Partial<AppState>]>([
    ['the tool', { tool: 'eraser' }],
    ['the pause of the run', { run: { ...run, progress: progressOf('paused', 1) } }],
    ['the marks that the run repairs', { run: { ...run, markCount: 3 } }],
    ['there being a run', { run: undefined }],
  ])('that differ in %s are not', (_, part) => {
    expect(differsFleetingly(part)).toBe(false);
  });
});
