/** Values of a control that runs from one number to another. */
export interface NumberRange {
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
}

const digitsOf = (step: number) => Math.max(0, -Math.floor(Math.log10(step) + 1e-9));

/** The nearest value of the range's steps, without the noise of binary fractions. */
export function snapToStep(value: number, { minimum, maximum, step }: NumberRange): number {
  const steps = Math.round((value - minimum) / step);
  const snapped = Number((minimum + steps * step).toFixed(digitsOf(step) + 2));
  return Math.min(maximum, Math.max(minimum, snapped));
}

/** Digits after the point that values of a range have. */
export function fractionDigitsOf({ step }: Pick<NumberRange, 'step'>): number {
  return digitsOf(step);
}

/** The value that a key gives a slider or a number field; undefined for keys that are not its own. */
export function valueForKey(
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  value: number,
  range: NumberRange,
): number | undefined {
  const by = (steps: number) => snapToStep(value + steps * range.step, range);
  const arrow = shiftKey ? 10 : 1;
  switch (key) {
    case 'ArrowUp':
    case 'ArrowRight':
      return by(arrow);
    case 'ArrowDown':
    case 'ArrowLeft':
      return by(-arrow);
    case 'PageUp':
      return by(10);
    case 'PageDown':
      return by(-10);
    case 'Home':
      return range.minimum;
    case 'End':
      return range.maximum;
    default:
      return undefined;
  }
}

const isLogarithmic = ({ minimum, maximum }: NumberRange) =>
  minimum > 0 && maximum / minimum >= 200;

/** Place on a track, [0, 1]; ranges over several orders of magnitude are logarithmic. */
export function toTrack(value: number, range: NumberRange): number {
  const { minimum, maximum } = range;
  if (isLogarithmic(range)) return Math.log(value / minimum) / Math.log(maximum / minimum);
  return (value - minimum) / (maximum - minimum);
}

/** The value at a place on a track, in whole steps. */
export function fromTrack(place: number, range: NumberRange): number {
  const { minimum, maximum } = range;
  const value = isLogarithmic(range)
    ? minimum * (maximum / minimum) ** place
    : minimum + place * (maximum - minimum);
  return snapToStep(value, range);
}
