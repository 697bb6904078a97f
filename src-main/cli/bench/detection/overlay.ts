import path from 'node:path';
import { mkdir } from 'node:fs/promises';
import { writePlainPng } from '../../../imaging/plain-png';
import type { Mark } from '../../../../src-shared/model/mark';
import { samplesPerPixel, type PhotoSamples } from '../../../../src-shared/model/photo';
import type { LabelledPicture } from './labelled-picture';
import { dilate, forEachPixel } from './score-marks';

/** A picture to look at: 8-bit RGB. */
export interface Overlay {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** Keeps a picture under a name, where pictures are wanted. */
export type PictureWriter = (name: string, picture: Overlay) => Promise<void>;

type Colour = readonly [number, number, number];
const markColour: Colour = [255, 40, 40];
const pictureColour: Colour = [60, 120, 255];
const missedColour: Colour = [255, 200, 0];
const foundColour: Colour = [40, 220, 60];

/** Writes into a folder, which is made where it is missing; does nothing where none is named. */
export function createPictureWriter(folder: string | undefined): PictureWriter {
  return async (name, { width, height, rgb }) => {
    if (folder === undefined) return;
    await mkdir(folder, { recursive: true });
    await writePlainPng({ width, height, rgb }, path.join(folder, `${name}.png`));
  };
}

/** The photo, its marks outlined in red, those that rather belong to the picture in blue. */
export function paintMarks(photo: PhotoSamples, marks: readonly Mark[]): Overlay {
  const overlay = greyed(photo);
  for (const { runs, isProbablyPicture } of marks) {
    outline(overlay, pixelsOf(runs, photo), isProbablyPicture ? pictureColour : markColour);
  }
  return overlay;
}

/** Labelled objects outlined in green where they were found, in yellow where not; the marks in red over that. */
export function paintAgreement(picture: LabelledPicture, marks: readonly Mark[]): Overlay {
  const { photo, objects, tolerancePx } = picture;
  const overlay = greyed(photo);
  const mask = new Uint8Array(photo.width * photo.height);
  const proposed = marks.filter(({ isProbablyPicture }) => !isProbablyPicture);
  for (const { runs } of proposed) forEachPixel(runs, photo.width, (pixel) => (mask[pixel] = 1));
  const near = dilate(mask, photo, tolerancePx);
  for (const { runs } of proposed) outline(overlay, pixelsOf(runs, photo), markColour);
  for (const { pixels } of objects) {
    const inside = new Uint8Array(mask.length);
    let covered = 0;
    for (const pixel of pixels) {
      inside[pixel] = 1;
      covered += near[pixel]!;
    }
    outline(overlay, inside, 2 * covered >= pixels.length ? foundColour : missedColour);
  }
  return overlay;
}

function pixelsOf(runs: Int32Array, { width, height }: PhotoSamples): Uint8Array {
  const inside = new Uint8Array(width * height);
  forEachPixel(runs, width, (pixel) => (inside[pixel] = 1));
  return inside;
}

/** The photo in grey, so that colours are marks. */
function greyed(photo: PhotoSamples): Overlay {
  const { width, height, data, colourModel, bitDepth } = photo;
  const stride = samplesPerPixel(photo);
  const channels = colourModel === 'grey' ? 1 : 3;
  const rgb = new Uint8Array(3 * width * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) sum += data[pixel * stride + channel]!;
    rgb.fill(sum / channels / (bitDepth === 16 ? 257 : 1), 3 * pixel, 3 * pixel + 3);
  }
  return { width, height, rgb };
}

/** Colours the pixels of a place that touch others outside it. */
function outline({ width, height, rgb }: Overlay, inside: Uint8Array, colour: Colour): void {
  for (let pixel = 0; pixel < inside.length; pixel++) {
    if (inside[pixel] === 0) continue;
    const x = pixel % width;
    const isRim =
      x === 0 ||
      x === width - 1 ||
      pixel < width ||
      pixel >= width * (height - 1) ||
      inside[pixel - 1] === 0 ||
      inside[pixel + 1] === 0 ||
      inside[pixel - width] === 0 ||
      inside[pixel + width] === 0;
    if (isRim) rgb.set(colour, 3 * pixel);
  }
}
