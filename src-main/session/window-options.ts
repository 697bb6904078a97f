import type { RepairSettings } from '../../src-shared/model/settings';
import type { Prior } from '../engine/prior/prior';
import type { WindowOptions } from '../engine/repair/window-geometry';

/** How windows are cut for a prior under the person's settings. */
export function windowOptions(
  prior: Pick<Prior, 'sizeMultiple'> | undefined,
  { windowSide }: Pick<RepairSettings, 'windowSide'>,
): Partial<WindowOptions> {
  return {
    ...(prior && { sizeMultiple: prior.sizeMultiple }),
    ...(windowSide !== null && { maxSidePx: windowSide }),
  };
}
