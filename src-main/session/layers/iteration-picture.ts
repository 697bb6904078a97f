import { colourScale, createCanvasOver } from '../../engine/repair/damage-canvas';
import type { ReplacedPixels } from '../../engine/repair/pixel-index';
import { compositeInto, type RepairedTriple } from '../composite';
import type { ColourTriple } from '../photo-source';
import type { DamagedPixels } from './damaged-pixels';
import { putLayerOver, type PictureLayer } from './picture-layer';

/** Values are kept between -limit and limit: a fill may leave [-1, 1] for a while. */
const limit = 1.5;
/** Code 0 says that a pixel was not reached yet; 1..65535 are values from -limit to limit. */
const steps = 65_534;

/** One triple of samples of a kept state. */
export interface KeptTriple {
  readonly triple: ColourTriple;
  /** Three channels, one code a slot. */
  readonly codes: readonly Uint16Array[];
}

/**
 * What a run had made of its damaged pixels after one iteration, at 2 bytes a channel. All states of a run share the index,
 * and a triple that did not change since the state before may be shared as well.
 */
export interface IterationPicture {
  readonly damaged: DamagedPixels;
  /** The triples begun so far. */
  readonly triples: readonly KeptTriple[];
}

/** Keeps a state: the canvases lie over the damage of `damaged`, without grain. */
export function keepIteration(
  damaged: DamagedPixels,
  repaired: readonly RepairedTriple[],
): IterationPicture {
  const triples = repaired.map(({ triple, canvas }) => {
    const codes = canvas.values.map(({ length }) => new Uint16Array(length));
    for (let slot = 0; slot < canvas.weights.length; slot++) {
      const weight = canvas.weights[slot]!;
      if (weight === 0) continue;
      const scale = colourScale(weight);
      for (let channel = 0; channel < codes.length; channel++) {
        codes[channel]![slot] = encodeValue(canvas.values[channel]![slot]! * scale);
      }
    }
    return { triple, codes };
  });
  return { damaged, triples };
}

/** The canvases of a kept state, to iterate on from it or to composite it; weight 1 where the run had been. */
export function canvasesOf({ damaged, triples }: IterationPicture): readonly RepairedTriple[] {
  return triples.map(({ triple, codes }) => {
    const canvas = createCanvasOver(damaged, codes.length);
    for (let slot = 0; slot < canvas.weights.length; slot++) {
      if (codes[0]![slot] === 0) continue;
      canvas.weights[slot] = 1;
      codes.forEach((channel, index) => {
        canvas.values[index]![slot] = decodeValue(channel[slot]!);
      });
    }
    return { triple, canvas };
  });
}

/** The state as a picture: over the layer that its run began with, composited as a result would be, without grain. */
export function viewIteration(base: PictureLayer, iteration: IterationPicture): ReplacedPixels {
  const { damaged, triples } = iteration;
  return {
    indexes: [base, damaged],
    replaceIn(region, samples) {
      putLayerOver(base, region, samples);
      for (const { triple, codes } of triples) {
        const [red, green, blue] = codes;
        compositeInto({ shape: base.shape, damaged, region, samples, triple }, (slot, values) => {
          if (red![slot] === 0) return false;
          values[0] = decodeValue(red![slot]!);
          values[1] = decodeValue(green![slot]!);
          values[2] = decodeValue(blue![slot]!);
          return true;
        });
      }
    },
  };
}

function encodeValue(value: number): number {
  const clipped = Math.max(-limit, Math.min(limit, value));
  return 1 + Math.round(((clipped + limit) / (2 * limit)) * steps);
}

function decodeValue(code: number): number {
  return ((code - 1) / steps) * 2 * limit - limit;
}
