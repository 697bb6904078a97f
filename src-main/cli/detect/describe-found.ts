import type { MarkClass } from '../../../src-shared/model/mark';
import type { FoundDamage } from '../../../src-shared/contract/engine-contract';
import type { DamageMask } from '../../../src-shared/model/photo';
import { formatQuantity, formatShare } from '../format-text';

/** What was found in a photo, in figures. */
export interface FoundFacts {
  /** How many marks there are of each class that occurs, without those that rather belong to the picture. */
  readonly marks: Readonly<Partial<Record<MarkClass, number>>>;
  readonly damagedPixelCount: number;
  readonly damagedFraction: number;
  /** Marks that rather belong to the picture and are not repaired. */
  readonly pictureMarks: number;
  readonly isImplausible: boolean;
  readonly sensitivity: number;
}

/** Counts what was found; pixels are counted in the mask, since marks may overlap. */
export function summarizeFound(
  { marks, isImplausible }: FoundDamage,
  { sensitivity, damageMask }: { readonly sensitivity: number; readonly damageMask: DamageMask },
): FoundFacts {
  let damagedPixelCount = 0;
  for (const share of damageMask.data) if (share > 0) damagedPixelCount++;
  const counts: Partial<Record<MarkClass, number>> = {};
  let pictureMarks = 0;
  for (const mark of marks) {
    if (mark.isProbablyPicture) pictureMarks++;
    else counts[mark.class] = (counts[mark.class] ?? 0) + 1;
  }
  return {
    marks: counts,
    damagedPixelCount,
    damagedFraction: damagedPixelCount / damageMask.data.length,
    pictureMarks,
    isImplausible,
    sensitivity,
  };
}

const classNames: Readonly<Record<MarkClass, readonly [one: string, many: string]>> = {
  dust: ['speck of dust', 'specks of dust'],
  scratch: ['scratch', 'scratches'],
  crease: ['fold', 'folds'],
  tear: ['torn corner', 'torn corners'],
  stain: ['stain', 'stains'],
  painted: ['painted place', 'painted places'],
};

/** One or two sentences on what was found. */
export function describeFound(facts: FoundFacts): string {
  if (facts.isImplausible) {
    return 'So much looks like damage that this is hardly a damaged photograph but a text, a drawing or a screenshot, so nothing was marked; if it is one, paint a mask and give it with --mask.';
  }
  const total = Object.values(facts.marks).reduce((sum, count) => sum + count, 0);
  const aside = pictureSentence(facts.pictureMarks);
  if (total === 0) {
    return `No damage was found; --sensitivity 0.75 looks more thoroughly.${aside}`;
  }
  const list = (Object.keys(classNames) as MarkClass[])
    .filter((name) => facts.marks[name] !== undefined)
    .map((name) => formatQuantity(facts.marks[name]!, ...classNames[name]));
  const share = formatShare(facts.damagedFraction);
  return `Found ${joinWords(list)} (${share} of the photo).${aside}`;
}

function pictureSentence(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? ' One more place rather belongs to the picture and is left alone.'
    : ` ${count} more places rather belong to the picture and are left alone.`;
}

function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
