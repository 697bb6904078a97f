import { createStore, type StoreApi } from 'zustand/vanilla';
import type { StartState } from '../../src-shared/contract/studio-contract';
import { defaultSettings } from '../../src-shared/model/settings';
import type { AppState } from './app-state';
import { emptyBatch } from './batch-state';

export type AppStore = StoreApi<AppState>;

/** State of a window in which nothing is open. */
export function createAppStore(start: StartState, isSystemDark: boolean): AppStore {
  const { preferences, engineStatus, network } = start;
  return createStore<AppState>(() => ({
    start,
    preferences,
    isSystemDark,
    engine: engineStatus,
    network,
    batch: emptyBatch,
    isBatchShown: false,
    opening: undefined,
    save: undefined,
    dialog: undefined,
    error: undefined,
    announcement: '',
    announcementCount: 0,
    hasPen: false,
    isInspectorOpen: true,
    isDrawerOpen: false,
    toolOptions: {
      erasesWholeMarks: false,
      lassoMode: 'add',
      featherPx: 0,
      traceWidthPx: undefined,
      followsFaintLines: false,
    },
    ...photoState(preferences),
  }));
}

/** The part of the state that begins anew with each photo. */
export function photoState(preferences: StartState['preferences']) {
  return {
    photo: undefined,
    isSample: false,
    document: undefined,
    keptAtMs: undefined,
    tool: 'brush',
    toolBefore: 'brush',
    brushSizePx: preferences.brushSizePx,
    zoomPercent: 100,
    isOverlayShown: preferences.overlayMode !== 'hidden',
    isEvidenceShown: false,
    evidenceThreshold: 0.5,
    compare: 'off',
    dividerFraction: 0.5,
    originalShown: 'no',
    isPhotoOnly: false,
    selectedMarkIds: new Set<string>(),
    currentMarkId: undefined,
    hoveredMarkId: undefined,
    isFinding: false,
    isFindingSimilar: false,
    isImplausible: false,
    foundCounts: undefined,
    hiddenClasses: new Set<string>(),
    settings: { ...defaultSettings.photo, strength: preferences.strength },
    estimate: undefined,
    run: undefined,
    joinedRunId: undefined,
    variants: [],
    shownVariant: undefined,
    saved: undefined,
    hint: undefined,
    markMenu: undefined,
  } as const satisfies Partial<AppState>;
}
