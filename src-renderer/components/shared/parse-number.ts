import { snapToStep, type NumberRange } from './slider-scale';

/** What came of a typed number. */
export interface TypedNumber {
  readonly value: number;
  /** Why it is not what was typed; undefined where it is. */
  readonly problem: 'tooSmall' | 'tooLarge' | 'notANumber' | undefined;
}

/**
 * Reads "0,5", "0.5", "1 200", "62 %" and "24 px"; both comma and point are decimal where only one of them stands.
 * @param isWhole only whole numbers are meant: one comma or point before three digits parts thousands, as numbers are written here
 */
export function parseNumber(text: string, isWhole = false): number | undefined {
  const digits = text.replace(/[\s\u00a0\u202f]/g, '').replace(/[^\d.,+-].*$/, '');
  const lastMark = Math.max(digits.lastIndexOf(','), digits.lastIndexOf('.'));
  const marks = digits.match(/[.,]/g) ?? [];
  const isMixed = digits.includes(',') && digits.includes('.');
  // "1.200.000" has no decimals; in "1.200,5" the last mark is the decimal one.
  const partsThousands = isWhole && marks.length === 1 && /[.,]\d{3}$/.test(digits);
  const isDecimal = (marks.length === 1 && !partsThousands) || isMixed;
  const normal = isDecimal
    ? `${digits.slice(0, lastMark).replace(/[.,]/g, '')}.${digits.slice(lastMark + 1)}`
    : digits.replace(/[.,]/g, '');
  if (!/\d/.test(normal)) return undefined;
  const value = Number(normal);
  return Number.isFinite(value) ? value : undefined;
}

/** Turns typed text into a value of a range; nothing is rejected silently. */
export function readNumber(text: string, current: number, range: NumberRange): TypedNumber {
  const typed = parseNumber(text, range.step >= 1);
  if (typed === undefined) return { value: current, problem: 'notANumber' };
  if (typed < range.minimum) return { value: range.minimum, problem: 'tooSmall' };
  if (typed > range.maximum) return { value: range.maximum, problem: 'tooLarge' };
  return { value: snapToStep(typed, range), problem: undefined };
}
