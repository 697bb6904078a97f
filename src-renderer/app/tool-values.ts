import { update, type AppContext } from '../actions/context';
import { changePreferences } from '../actions/view';
import type { ToolValues } from '../components/options-bar';
import type { AppState } from '../state/app-state';

/** The tools' settings as the options bar shows them. @param brushSizePx as it is at the zoom */
export function toolValuesOf(state: AppState, brushSizePx: number): ToolValues {
  const { preferences, toolOptions } = state;
  return {
    ...toolOptions,
    brushSizePx,
    brushHardness: preferences.brushHardness,
    usesPressure: preferences.penPressure,
    isLockedToPhoto: preferences.brushLockedToPhoto,
    evidenceThreshold: state.evidenceThreshold,
  };
}

/** Takes changed settings over: into the preferences what survives a restart, the rest into the state. */
export function takeToolValues(studio: AppContext, changes: Partial<ToolValues>): void {
  const { brushSizePx, brushHardness, usesPressure, isLockedToPhoto, evidenceThreshold, ...rest } =
    changes;
  const { toolOptions } = studio.store.getState();
  update(studio, {
    toolOptions: { ...toolOptions, ...rest },
    ...(brushSizePx !== undefined && { brushSizePx }),
    ...(evidenceThreshold !== undefined && { evidenceThreshold }),
  });
  const kept = {
    ...(brushSizePx !== undefined && { brushSizePx }),
    ...(brushHardness !== undefined && { brushHardness }),
    ...(usesPressure !== undefined && { penPressure: usesPressure }),
    ...(isLockedToPhoto !== undefined && { brushLockedToPhoto: isLockedToPhoto }),
  };
  if (Object.keys(kept).length > 0) void changePreferences(studio, kept);
}
