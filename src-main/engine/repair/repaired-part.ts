import type { ImageTensor } from '../tensor/image-tensor';
import type { Region } from '../tensor/region';
import { forEachDamagedPixel, readFromCanvas, type DamageCanvas } from './damage-canvas';
import { cutHole } from './damage-field';
import { fillSmooth } from './harmonic-fill';
import type { RepairSource } from './repair-source';

/**
 * A part of a source with what a canvas has of its damage painted in. Pixels that nobody sees go on smoothly from those
 * around them, so that whatever lies in them cannot show beside them.
 */
export function readRepairedPart(
  source: RepairSource,
  canvas: DamageCanvas,
  region: Region,
): ImageTensor {
  const image = source.readWindow(region);
  readFromCanvas(canvas, region, image);
  if (source.unobserved !== source.damage) {
    fillSmooth(image, findUnknown(source, canvas, region));
  }
  return image;
}

/** The hole of a region without what the canvas has painted, 1 = unknown. */
export function findUnknown(
  source: RepairSource,
  canvas: DamageCanvas,
  region: Region,
): Uint8Array {
  const unknown = cutHole(source.unobserved, region);
  forEachDamagedPixel(canvas, region, (slot, index) => {
    if (canvas.weights[slot] !== 0) unknown[index] = 0;
  });
  return unknown;
}
