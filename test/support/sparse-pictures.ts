import { createDamageCanvas } from '../../src-main/engine/repair/damage-canvas';
import type { RepairedTriple } from '../../src-main/session/composite';
import { collectDamagedPixels } from '../../src-main/session/layers/damaged-pixels';
import { layerFromRepair } from '../../src-main/session/layers/layer-from-repair';
import { originalLayer, type PictureLayer } from '../../src-main/session/layers/picture-layer';
import { colourTriples } from '../../src-main/session/photo-source';
import type { DamageMask, PhotoSamples } from '../../src-shared/model/photo';
import { makeRandom } from './make-photos';

/** Kinds of photos that differ in how their samples lie in memory: model, depth, alpha. */
export const photoKinds = [
  { colourModel: 'grey', bitDepth: 8, hasAlpha: false },
  { colourModel: 'grey', bitDepth: 16, hasAlpha: true },
  { colourModel: 'rgb', bitDepth: 8, hasAlpha: false },
  { colourModel: 'rgb', bitDepth: 8, hasAlpha: true },
  { colourModel: 'rgb', bitDepth: 16, hasAlpha: false },
  { colourModel: 'cmyk', bitDepth: 8, hasAlpha: false },
] as const;

/** Streaks and specks with hard and soft values over about a tenth of the pixels. */
export function makeStreaks(width: number, height: number, seed: number): DamageMask {
  const random = makeRandom(seed);
  const data = new Uint8Array(width * height);
  for (let streak = 0; streak < (width * height) / 100; streak++) {
    const start = Math.floor(random() * data.length);
    const length = 1 + Math.floor(random() * 20);
    const value = random() < 0.5 ? 255 : 1 + Math.floor(random() * 254);
    data.fill(value, start, Math.min(data.length, start + length));
  }
  return { width, height, data };
}

/** What a repair might have painted: any colours, beyond the range too; some pixels are not reached. */
export function makeCanvases(
  photo: PhotoSamples,
  damageMask: DamageMask,
  seed: number,
): readonly RepairedTriple[] {
  const random = makeRandom(seed);
  return colourTriples(photo).map((triple) => {
    const canvas = createDamageCanvas(damageMask);
    for (let slot = 0; slot < canvas.weights.length; slot++) {
      if (random() < 0.1) continue;
      canvas.weights[slot] = 1;
      for (const values of canvas.values) values[slot] = 2.4 * random() - 1.2;
    }
    return { triple, canvas };
  });
}

/** A layer of such a repair. */
export function makeLayer(photo: PhotoSamples, seed: number): PictureLayer {
  const damageMask = makeStreaks(photo.width, photo.height, seed);
  const repaired = makeCanvases(photo, damageMask, seed + 1);
  return layerFromRepair(photo, originalLayer(photo), collectDamagedPixels(damageMask), repaired);
}
