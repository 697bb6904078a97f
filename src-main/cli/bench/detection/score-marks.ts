import type { Mark } from '../../../../src-shared/model/mark';
import { damageClasses, type DamageClass, type LabelledPicture } from './labelled-picture';

/** Found, of how many. */
export interface Share {
  found: number;
  total: number;
}

/** How well marks agree with labels, over one picture or several. */
export interface DetectionScore {
  /** Labelled objects of which at least half is masked, by class. */
  readonly objects: Record<DamageClass, Share>;
  /** Marks of which at least half lies on damage, by the class that the mark has. */
  readonly marks: Record<DamageClass, Share>;
  /** Damaged pixels that are masked. */
  readonly damagedPixels: Share;
  /** Masked pixels that are damaged, or so near to damage that they belong to its skirt. */
  readonly maskedPixels: Share;
}

/** Marks are grown to the skirt of the damage, and a pixel more; labels are its core. */
const skirtPx = 2;
const leastShare = 0.5;

export function emptyScore(): DetectionScore {
  return {
    objects: perClass(),
    marks: perClass(),
    damagedPixels: { found: 0, total: 0 },
    maskedPixels: { found: 0, total: 0 },
  };
}

function perClass(): Record<DamageClass, Share> {
  const share = (): Share => ({ found: 0, total: 0 });
  return { dust: share(), scratch: share(), crease: share(), tear: share(), stain: share() };
}

/** All classes together. */
export function sumShares(shares: Record<DamageClass, Share>): Share {
  return damageClasses.reduce(
    (sum, name) => ({
      found: sum.found + shares[name].found,
      total: sum.total + shares[name].total,
    }),
    { found: 0, total: 0 },
  );
}

/** Adds the agreement of a picture's marks (those of the picture left out) with its labels to a score. */
export function addScore(
  score: DetectionScore,
  picture: LabelledPicture,
  marks: readonly Mark[],
): void {
  const { width, height } = picture.photo;
  const size = { width, height };
  const proposed = marks.filter(({ isProbablyPicture }) => !isProbablyPicture);
  const mask = new Uint8Array(width * height);
  for (const { runs } of proposed) forEachPixel(runs, width, (pixel) => (mask[pixel] = 1));
  const near = dilate(mask, size, picture.tolerancePx);
  const truth = new Uint8Array(width * height);
  for (const { class: name, pixels } of picture.objects) {
    for (const pixel of pixels) truth[pixel] = 1;
    const covered = pixels.filter((pixel) => near[pixel] === 1).length;
    score.objects[name].total++;
    if (covered >= leastShare * pixels.length) score.objects[name].found++;
  }
  const damaged = dilate(truth, size, skirtPx);
  const unknown = dilate(picture.ignored, size, skirtPx);
  for (const mark of proposed) scoreMark(score, mark, { damaged, unknown, width });
  for (let pixel = 0; pixel < truth.length; pixel++) {
    if (truth[pixel] === 1) {
      score.damagedPixels.total++;
      score.damagedPixels.found += mask[pixel]!;
    }
    if (mask[pixel] === 0 || (unknown[pixel] === 1 && damaged[pixel] === 0)) continue;
    score.maskedPixels.total++;
    score.maskedPixels.found += damaged[pixel]!;
  }
}

/** A mark that lies mostly where nothing is known counts neither way. */
function scoreMark(
  score: DetectionScore,
  { class: name, runs, pixelCount }: Mark,
  { damaged, unknown, width }: { damaged: Uint8Array; unknown: Uint8Array; width: number },
): void {
  if (name === 'painted') return;
  let onDamage = 0;
  let onUnknown = 0;
  forEachPixel(runs, width, (pixel) => {
    if (damaged[pixel] === 1) onDamage++;
    else if (unknown[pixel] === 1) onUnknown++;
  });
  const isRight = onDamage >= leastShare * (pixelCount - onUnknown);
  if (onUnknown > leastShare * pixelCount && !(isRight && onDamage > 0)) return;
  score.marks[name].total++;
  if (isRight) score.marks[name].found++;
}

/** Calls `visit` with the index of every pixel of a mark. */
export function forEachPixel(
  runs: Int32Array,
  width: number,
  visit: (pixel: number) => void,
): void {
  for (let i = 0; i < runs.length; i += 3) {
    for (let x = runs[i + 1]!; x < runs[i + 2]!; x++) visit(runs[i]! * width + x);
  }
}

/** All pixels within a square of `reachPx` around a set one. */
export function dilate(
  values: Uint8Array,
  { width, height }: { readonly width: number; readonly height: number },
  reachPx: number,
): Uint8Array {
  if (reachPx === 0) return values;
  const along = new Uint8Array(values.length);
  const result = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    if (values[i] === 0) continue;
    const x = i % width;
    along.fill(1, i - Math.min(x, reachPx), i + Math.min(width - 1 - x, reachPx) + 1);
  }
  for (let i = 0; i < values.length; i++) {
    if (along[i] === 0) continue;
    const y = Math.floor(i / width);
    for (let dy = -Math.min(y, reachPx); dy <= Math.min(height - 1 - y, reachPx); dy++) {
      result[i + dy * width] = 1;
    }
  }
  return result;
}
