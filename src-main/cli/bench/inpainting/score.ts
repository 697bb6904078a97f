import type { DamageMask, PhotoSamples } from '../../../../src-shared/model/photo';

/** How good the repair of one picture is, or the means of several. */
export interface Score {
  /** Over the masked pixels, 8-bit RGB; Infinity for a repair that is the truth itself. */
  readonly psnrDb: number;
  /** Mean |Laplacian| of the grey image over the masked pixels, result / truth: 1 = as lively, 0.2 = smeared. */
  readonly textureFraction: number;
}

/** Scores a repair by its masked pixels (not 0 in the mask) alone; both pictures are 8-bit RGB of the mask's size. */
export function scoreRepair(
  truth: PhotoSamples,
  result: PhotoSamples,
  damageMask: DamageMask,
): Score {
  return {
    psnrDb: maskedPsnrDb(truth, result, damageMask),
    textureFraction: livelinessOf(result, damageMask) / livelinessOf(truth, damageMask),
  };
}

/**
 * The mean score, figure by figure, as the benchmark defines it: means of decibels and of ratios. A repair that is the truth
 * itself and the texture of a flat truth have no figure that a mean could hold, and are left out of it.
 */
export function meanScore(scores: readonly Score[]): Score {
  const mean = (read: (score: Score) => number) => {
    const values = scores.map(read).filter(Number.isFinite);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  return {
    psnrDb: mean(({ psnrDb }) => psnrDb),
    textureFraction: mean(({ textureFraction }) => textureFraction),
  };
}

function maskedPsnrDb(truth: PhotoSamples, result: PhotoSamples, { data }: DamageMask): number {
  let squares = 0;
  let count = 0;
  for (let pixel = 0; pixel < data.length; pixel++) {
    if (data[pixel] === 0) continue;
    for (let at = 3 * pixel; at < 3 * pixel + 3; at++) {
      squares += (result.data[at]! - truth.data[at]!) ** 2;
      count++;
    }
  }
  return 10 * Math.log10((255 * 255 * count) / squares);
}

/** Mean of |left + right + above + below - 4 here| over the masked pixels. */
function livelinessOf(photo: PhotoSamples, { data, width, height }: DamageMask): number {
  const grey = greyOf(photo);
  let sum = 0;
  let count = 0;
  for (let pixel = 0; pixel < data.length; pixel++) {
    if (data[pixel] === 0) continue;
    const x = pixel % width;
    const y = (pixel - x) / width;
    const row = y * width;
    const across = grey[row + mirror(x - 1, width)]! + grey[row + mirror(x + 1, width)]!;
    const down =
      grey[mirror(y - 1, height) * width + x]! + grey[mirror(y + 1, height) * width + x]!;
    sum += Math.abs(across + down - 4 * grey[pixel]!);
    count++;
  }
  return sum / count;
}

/** Rec. 601 luma in whole steps. Like the border below it is OpenCV's, with which the published figures were measured. */
function greyOf({ width, height, data }: PhotoSamples): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, pixel) =>
    Math.round(
      0.299 * data[3 * pixel]! + 0.587 * data[3 * pixel + 1]! + 0.114 * data[3 * pixel + 2]!,
    ),
  );
}

/** Mirrors a neighbour that lies outside at the border pixel, which is not repeated. */
function mirror(position: number, length: number): number {
  if (position < 0) return Math.min(1, length - 1);
  return position < length ? position : Math.max(0, length - 2);
}
