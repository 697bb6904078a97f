import type { LumaSource } from '../../src-main/engine/detection/luma-source';
import { createDice } from './damage-drawing';

/** A luma picture, 0..1. */
export interface LumaPicture {
  readonly width: number;
  readonly height: number;
  readonly luma: Float32Array;
}

/** Soft light and shade with the grain of film over it, as a wall or a sky looks in a print. */
export function softPicture(
  width: number,
  height: number,
  seed: number,
  grain = 0.008,
): LumaPicture {
  const dice = createDice(seed);
  const phase = dice() * 6;
  const luma = new Float32Array(width * height);
  for (let i = 0; i < luma.length; i++) {
    const x = i % width;
    const y = Math.floor(i / width);
    const shade = 0.45 + 0.15 * Math.sin(x / 90 + phase) + 0.1 * Math.cos(y / 70);
    luma[i] = shade + grain * 1.7 * (dice() + dice() + dice() + dice() - 2);
  }
  return { width, height, luma };
}

/** Reads a picture as the detector reads a photo. */
export function sourceOfPicture({ width, height, luma }: LumaPicture): LumaSource {
  return {
    width,
    height,
    readLuma(region) {
      const part = new Float32Array(region.width * region.height);
      for (let row = 0; row < region.height; row++) {
        const start = (region.y + row) * width + region.x;
        part.set(luma.subarray(start, start + region.width), row * region.width);
      }
      return part;
    },
  };
}
