/** From a sample to linear light, both [0, 1]. */
export type ToneCurve = (value: number) => number;

/**
 * Reads a tone curve (ICC.1:2022, 10.6 curveType and 10.18 parametricCurveType); undefined where it is neither.
 * @param tag the element's bytes
 */
export function readToneCurve(tag: Buffer): ToneCurve | undefined {
  const type = tag.toString('latin1', 0, 4);
  if (type === 'curv') return readTable(tag);
  if (type === 'para') return readParametric(tag);
  return undefined;
}

function readTable(tag: Buffer): ToneCurve | undefined {
  const count = tag.readUInt32BE(8);
  if (count === 0) return (value) => value;
  if (count === 1) {
    const gamma = tag.readUInt16BE(12) / 256;
    return (value) => value ** gamma;
  }
  if (12 + 2 * count > tag.length) return undefined;
  const entries = Float64Array.from(
    { length: count },
    (_, index) => tag.readUInt16BE(12 + 2 * index) / 65_535,
  );
  return (value) => {
    const position = value * (count - 1);
    const first = Math.min(count - 2, Math.floor(position));
    const fraction = position - first;
    return (1 - fraction) * entries[first]! + fraction * entries[first + 1]!;
  };
}

/** How many parameters each type of function has. */
const parameterCounts = [1, 3, 4, 5, 7];

function readParametric(tag: Buffer): ToneCurve | undefined {
  const type = tag.readUInt16BE(8);
  const count = parameterCounts[type];
  if (count === undefined) return undefined;
  const parameters = Array.from(
    { length: count },
    (_, at) => tag.readInt32BE(12 + 4 * at) / 65_536,
  );
  const [g, a = 1, b = 0] = parameters;
  const power = (value: number) => Math.max(0, a * value + b) ** g!;
  switch (type) {
    case 0:
      return power;
    case 1:
      return (value) => (value >= -b / a ? power(value) : 0);
    case 2: {
      const c = parameters[3]!;
      return (value) => (value >= -b / a ? power(value) + c : c);
    }
    default: {
      const [, , , c, d, e = 0, f = 0] = parameters;
      return (value) => (value >= d! ? power(value) + e : c! * value + f);
    }
  }
}
