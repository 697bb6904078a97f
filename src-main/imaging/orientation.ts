import { samplesPerPixel, type PhotoSamples } from '../../src-shared/model/photo';

/** How stored coordinates run through the upright photo: upright = origin + x * stepX + y * stepY (in pixels). */
export interface OrientationWalk {
  readonly uprightWidth: number;
  readonly uprightHeight: number;
  /** Index (not byte) of the upright pixel at which stored pixel (0, 0) stands, and the way from one to the next. */
  readonly origin: number;
  readonly stepX: number;
  readonly stepY: number;
}

/**
 * The walk of an EXIF orientation (1..8; EXIF 2.32, 4.6.4 tag 274): which upright pixel each stored pixel becomes.
 * 2 mirrors, 3 turns by 180 degrees, 4 flips, 5 transposes, 6 turns clockwise, 7 transverses, 8 turns anticlockwise.
 */
export function walkOrientation(
  storedWidth: number,
  storedHeight: number,
  orientation: number,
): OrientationWalk {
  const isTurned = orientation >= 5;
  const uprightWidth = isTurned ? storedHeight : storedWidth;
  const uprightHeight = isTurned ? storedWidth : storedHeight;
  const isLeftward = [2, 3, 6, 7].includes(orientation);
  const isUpward = [3, 4, 7, 8].includes(orientation);
  const origin =
    (isLeftward ? uprightWidth - 1 : 0) + (isUpward ? (uprightHeight - 1) * uprightWidth : 0);
  const across = isLeftward ? -1 : 1;
  const down = isUpward ? -uprightWidth : uprightWidth;
  return {
    uprightWidth,
    uprightHeight,
    origin,
    stepX: isTurned ? down : across,
    stepY: isTurned ? across : down,
  };
}

/** The samples turned upright; the same object where the orientation is 1. Needs a second buffer of the same size. */
export function turnUpright(stored: PhotoSamples, orientation: number): PhotoSamples {
  if (orientation === 1) return stored;
  const { width, height, data } = stored;
  const walk = walkOrientation(width, height, orientation);
  const samples = samplesPerPixel(stored);
  const turned =
    data instanceof Uint16Array ? new Uint16Array(data.length) : new Uint8Array(data.length);
  let from = 0;
  for (let y = 0; y < height; y += 1) {
    let to = (walk.origin + y * walk.stepY) * samples;
    for (let x = 0; x < width; x += 1) {
      for (let sample = 0; sample < samples; sample += 1)
        turned[to + sample] = data[from + sample]!;
      from += samples;
      to += walk.stepX * samples;
    }
  }
  return { ...stored, width: walk.uprightWidth, height: walk.uprightHeight, data: turned };
}
