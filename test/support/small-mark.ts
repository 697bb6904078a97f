import type { Mark } from '../../src-shared/model/mark';

/** A mark of two pixels, for tests that ask nothing of it but that it is kept. */
export const smallMark = (id: string): Mark => ({
  id,
  class: 'scratch',
  confidence: 0.9,
  polarity: 'brighter',
  bounds: { x: 3, y: 4, width: 2, height: 1 },
  pixelCount: 2,
  lengthPx: 2,
  widthPx: 1,
  reasons: ['thinBrightLine'],
  isProbablyPicture: false,
  runs: Int32Array.from([4, 3, 5]),
});
