import type { RepairSettings } from '../../src-shared/model/settings';
import type { Prior } from '../engine/prior/prior';
import {
  contextFor,
  defaultWindowOptions,
  type WindowOptions,
} from '../engine/repair/window-geometry';

/** How windows are cut for a prior under the person's settings. */
export function windowOptions(
  prior: Pick<Prior, 'sizeMultiple' | 'haloPx'> | undefined,
  { windowSide }: Pick<RepairSettings, 'windowSide'>,
): Partial<WindowOptions> {
  const size = windowSide === null ? {} : { maxSidePx: windowSide };
  if (!prior) return size;
  const chosen = { ...size, sizeMultiple: prior.sizeMultiple };
  const contextPx = contextFor(prior.haloPx, { ...defaultWindowOptions, ...chosen });
  return { ...chosen, contextPx };
}
