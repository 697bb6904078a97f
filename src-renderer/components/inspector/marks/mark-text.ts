import { toMillimetres, type Formats, type Translate } from '../../../../src-shared/messages';
import type { Mark } from '../../../../src-shared/model/mark';
import type { MarkEntry } from './mark-rows';

/** What describing marks needs to know of their photo. */
export interface PhotoFacts {
  readonly width: number;
  readonly height: number;
  /** Undefined where the file does not say it: sizes are in pixels then. */
  readonly pixelsPerInch: number | undefined;
}

interface Words {
  readonly t: Translate;
  readonly formats: Formats;
}

export type Certainty = 'sure' | 'likely' | 'unsure';

/** The word for a probability. */
export function certaintyOf({ confidence }: Pick<Mark, 'confidence'>): Certainty {
  if (confidence >= 0.9) return 'sure';
  return confidence >= 0.7 ? 'likely' : 'unsure';
}

const isLong = ({ lengthPx, widthPx }: Mark) => lengthPx >= 3 * widthPx;

function measure(mark: Mark, { pixelsPerInch }: PhotoFacts): readonly number[] {
  const sizes = isLong(mark)
    ? [mark.lengthPx, mark.widthPx]
    : [Math.max(mark.lengthPx, mark.widthPx)];
  return pixelsPerInch === undefined
    ? sizes
    : sizes.map((sizePx) => toMillimetres(sizePx, pixelsPerInch));
}

const digitsFor = (size: number) => (size < 10 ? 1 : 0);

/** "14 × 0.1 mm" for lines, "0.6 mm" for spots, in px without a known resolution. */
export function sizeText(mark: Mark, photo: PhotoFacts, { t, formats }: Words): string {
  const unit = photo.pixelsPerInch === undefined ? formats.px : formats.mm;
  const [length, width] = measure(mark, photo);
  if (width === undefined) return unit(length!);
  return t('unit.times', {
    width: formats.number(length!, digitsFor(length!)),
    height: unit(width),
  });
}

/** "0.2–0.6 mm": from the smallest to the largest of a group. */
export function sizeRangeText(
  entries: readonly MarkEntry[],
  photo: PhotoFacts,
  { t, formats }: Words,
): string {
  const sizes = entries.map(({ mark }) => measure(mark, photo)[0]!);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const unit = photo.pixelsPerInch === undefined ? formats.px : formats.mm;
  const from = formats.number(least, digitsFor(least));
  return from === formats.number(most, digitsFor(most))
    ? unit(most)
    : t('unit.range', { from, to: unit(most) });
}

const rowsOfPlaces = [
  ['upperLeft', 'top', 'upperRight'],
  ['left', 'centre', 'right'],
  ['lowerLeft', 'bottom', 'lowerRight'],
] as const;

const third = (at: number, whole: number) => Math.min(2, Math.max(0, Math.floor((at / whole) * 3)));

/** Where in the photo, to a ninth of it. */
export function placeOf({ bounds }: Mark, photo: PhotoFacts) {
  const row = rowsOfPlaces[third(bounds.y + bounds.height / 2, photo.height)]!;
  return row[third(bounds.x + bounds.width / 2, photo.width)]!;
}

/** "Scratch, sure, 14 millimetres, upper left, proposed": all that the row shows, for the ear. */
export function spokenName({ mark, state }: MarkEntry, photo: PhotoFacts, { t }: Words): string {
  const [length] = measure(mark, photo);
  const count = Number(length!.toFixed(digitsFor(length!)));
  return t('marks.rowName', {
    class: t(`class.${mark.class}`),
    certainty: t(`certainty.${certaintyOf(mark)}`),
    size: t(photo.pixelsPerInch === undefined ? 'spoken.px' : 'spoken.mm', { count }),
    place: t(`place.${placeOf(mark, photo)}`),
    state: t(`state.${state}`),
  });
}

/** The least certain of a group speaks for it. */
export function leastCertain(entries: readonly MarkEntry[]): Certainty {
  return certaintyOf({ confidence: Math.min(...entries.map(({ mark }) => mark.confidence)) });
}
