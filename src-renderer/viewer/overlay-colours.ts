import type { Preferences } from '../../src-shared/model/preferences';
import type { Rgb } from './tint-layer';

/** The three fills that stay visible over grey, sepia and colour for four kinds of vision. */
export const overlayColours: Record<Preferences['overlayColour'], Rgb> = {
  blue: [0x2f, 0x6b, 0xff],
  magenta: [0xff, 0x00, 0xd4],
  orange: [0xff, 0x8a, 0x00],
};

/** The colour of the second class (invented, disagreement): orange, or blue where orange is taken. */
export function secondColour(main: Preferences['overlayColour']): Rgb {
  return main === 'orange' ? overlayColours.blue : overlayColours.orange;
}
