import type { RunNote } from '../../src-renderer/document/document-change';
import { originalLayerId, type MaskId, type RunId } from '../../src-shared/model/ids';
import { defaultSettings } from '../../src-shared/model/settings';

/** A first repair of the photo as it is, of which nothing is there yet. */
export function makeRunNote(runId: RunId, changes: Partial<RunNote> = {}): RunNote {
  return {
    record: {
      runId,
      maskId: 'mask-1' as MaskId,
      baseLayerId: originalLayerId,
      settings: defaultSettings.photo,
    },
    purpose: 'repair',
    tiles: [],
    markIds: [],
    markCount: 1,
    result: undefined,
    ...changes,
  };
}
