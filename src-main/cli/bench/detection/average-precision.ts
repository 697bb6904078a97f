import type { Mark } from '../../../../src-shared/model/mark';
import type { LabelledPicture } from './labelled-picture';
import { dilate, forEachPixel } from './score-marks';

const binCount = 1000;

/**
 * Average precision over pixels: the area under precision against recall, pixel by pixel in the order of their probability.
 * What was never proposed adds nothing, so that a detector which leaves half of the damage out gets at most one half.
 */
export class AveragePrecision {
  private readonly right = new Float64Array(binCount + 1);
  private readonly wrong = new Float64Array(binCount + 1);
  private damagedPixels = 0;

  /** Adds a picture. A pixel is as probable as the surest mark on it; what lies beside damage within a pixel is left out. */
  add({ photo, objects, ignored }: LabelledPicture, marks: readonly Mark[]): void {
    const { width, height } = photo;
    const truth = new Uint8Array(width * height);
    for (const { pixels } of objects) for (const pixel of pixels) truth[pixel] = 1;
    const beside = dilate(truth, { width, height }, 1);
    const bins = new Int32Array(width * height).fill(-1);
    for (const { runs, confidence, isProbablyPicture } of marks) {
      if (isProbablyPicture) continue;
      const bin = Math.round(confidence * binCount);
      forEachPixel(runs, width, (pixel) => (bins[pixel] = Math.max(bins[pixel]!, bin)));
    }
    for (let pixel = 0; pixel < truth.length; pixel++) {
      this.damagedPixels += truth[pixel]!;
      const bin = bins[pixel]!;
      if (bin < 0) continue;
      if (truth[pixel] === 1) this.right[bin]!++;
      else if (beside[pixel] === 0 && ignored[pixel] === 0) this.wrong[bin]!++;
    }
  }

  /** 0..1. */
  value(): number {
    let right = 0;
    let wrong = 0;
    let area = 0;
    for (let bin = binCount; bin >= 0; bin--) {
      right += this.right[bin]!;
      wrong += this.wrong[bin]!;
      if (this.right[bin]! > 0) area += this.right[bin]! * (right / (right + wrong));
    }
    return this.damagedPixels === 0 ? 0 : area / this.damagedPixels;
  }
}
