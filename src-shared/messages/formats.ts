import type { Translate } from './translate';

/** Writes numbers with their units the way a language does; the unit never stands alone on a new line. */
export interface Formats {
  /** With at most `digits` after the point. */
  readonly number: (value: number, digits?: number) => string;
  /** 0.62 → "62 %"; below 10 % with one digit, as 2.1 %. */
  readonly percent: (fraction: number) => string;
  readonly px: (px: number) => string;
  readonly mm: (mm: number) => string;
  /** Milliseconds rounded to 5 s below a minute, to half minutes below ten, to minutes above. */
  readonly duration: (ms: number) => string;
  /** As `duration`, in words for a screen reader. */
  readonly spokenDuration: (ms: number) => string;
  /** Measured, not estimated: to the second. */
  readonly elapsed: (ms: number) => string;
  readonly bytes: (byteLength: number) => string;
  readonly time: (date: Date) => string;
  /** The time alone for today, else the day as well. */
  readonly dateTime: (date: Date, now: Date) => string;
  /** A residual or another value over many orders of magnitude. */
  readonly significant: (value: number) => string;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** An estimated time in the unit and steps that it can honestly be told in; never less than 5 s. */
export function roundDuration(ms: number): {
  value: number;
  unit: 'seconds' | 'minutes' | 'hours';
} {
  const seconds = Math.max(5, Math.round(ms / 5000) * 5);
  if (seconds < 60) return { value: seconds, unit: 'seconds' };
  const step = ms < 10 * minuteMs ? 0.5 : 1;
  const minutes = Math.round(ms / minuteMs / step) * step;
  if (minutes < 120) return { value: Math.max(1, minutes), unit: 'minutes' };
  return { value: Math.round((ms / hourMs) * 2) / 2, unit: 'hours' };
}

/** Millimetres of a length in a photo with this many pixels an inch. */
export function toMillimetres(px: number, pixelsPerInch: number): number {
  return (px / pixelsPerInch) * 25.4;
}

const nonBreaking = (text: string) => text.replaceAll(' ', '\u00a0');

function makeBytes(t: Translate) {
  return (byteLength: number) => {
    const rounded = (value: number) => Number(value.toFixed(value < 10 ? 1 : 0));
    const kilobytes = byteLength / 1000;
    if (kilobytes < 1000) {
      return nonBreaking(t('unit.kilobytes', { value: Math.max(1, Math.round(kilobytes)) }));
    }
    const megabytes = kilobytes / 1000;
    if (megabytes < 1000) return nonBreaking(t('unit.megabytes', { value: rounded(megabytes) }));
    return nonBreaking(t('unit.gigabytes', { value: rounded(megabytes / 1000) }));
  };
}

function makeDurations(t: Translate): Pick<Formats, 'duration' | 'spokenDuration' | 'elapsed'> {
  return {
    duration: (ms) => {
      const { value, unit } = roundDuration(ms);
      return nonBreaking(t(`unit.${unit}`, { value }));
    },
    spokenDuration: (ms) => {
      const { value, unit } = roundDuration(ms);
      return t(`spoken.${unit}`, { count: value });
    },
    elapsed: (ms) => {
      const seconds = Math.max(1, Math.round(ms / 1000));
      if (seconds < 60) return nonBreaking(t('unit.seconds', { value: seconds }));
      const minutes = nonBreaking(t('unit.minutes', { value: Math.floor(seconds / 60) }));
      if (seconds % 60 === 0) return minutes;
      return `${minutes} ${nonBreaking(t('unit.seconds', { value: seconds % 60 }))}`;
    },
  };
}

/** Makes the formats of a locale. */
export function makeFormats(locale: string, t: Translate): Formats {
  // Making one takes a hundred times as long as using it, and lists use many.
  const byDigits = new Map<number, Intl.NumberFormat>();
  const number = (value: number, digits = 0) => {
    const known = byDigits.get(digits);
    const format = known ?? new Intl.NumberFormat(locale, { maximumFractionDigits: digits });
    if (!known) byDigits.set(digits, format);
    return format.format(value);
  };
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const day = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const significant = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });
  return {
    number,
    percent: (fraction) => {
      const percent = fraction * 100;
      const digits = percent > 0 && percent < 10 && !Number.isInteger(percent) ? 1 : 0;
      return nonBreaking(t('unit.percent', { value: number(percent, digits) }));
    },
    px: (px) => nonBreaking(t('unit.px', { value: number(px, px < 10 ? 1 : 0) })),
    mm: (mm) => nonBreaking(t('unit.mm', { value: number(mm, mm < 10 ? 1 : 0) })),
    ...makeDurations(t),
    bytes: makeBytes(t),
    time: (date) => time.format(date),
    dateTime: (date, now) =>
      date.toDateString() === now.toDateString() ? time.format(date) : day.format(date),
    significant: (value) => significant.format(value),
  };
}
