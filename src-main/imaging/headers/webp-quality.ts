const maxQuantiser = 127;
const segmentCount = 4;

/**
 * The quality, 0..100 on libwebp's scale, whose quantiser is as fine as the finest one in the frame header of lossy
 * WebP data (RFC 6386 9.2, 9.3, 9.6); undefined where the header is cut short.
 */
export function estimateWebpQuality(head: Buffer): number | undefined {
  if (head.length < 24) return undefined;
  const reader = makeBoolReader(head.subarray(10));
  reader.bits(2); // colour space, clamping
  const segments = readSegmentQuantisers(reader);
  reader.bits(1 + 6 + 3); // filter type, level, sharpness
  skipFilterDeltas(reader);
  reader.bits(2); // partitions
  const base = reader.bits(7);
  const quantisers = segments
    ? segments.values.map((value) => (segments.areAbsolute ? value : base + value))
    : [base];
  return qualityOfQuantiser(Math.min(maxQuantiser, Math.max(0, Math.min(...quantisers))));
}

/** libwebp maps quality to a quantiser by 127 (1 - cbrt(linear)), linear = 2q/3 up to 0.75 and 2q - 1 above. */
function qualityOfQuantiser(quantiser: number): number {
  const linear = (1 - quantiser / maxQuantiser) ** 3;
  const fraction = linear < 0.5 ? linear * 1.5 : (linear + 1) / 2;
  return Math.min(100, Math.ceil(100 * fraction));
}

function readSegmentQuantisers(
  reader: BoolReader,
): { areAbsolute: boolean; values: number[] } | undefined {
  if (reader.bits(1) === 0) return undefined;
  const updatesMap = reader.bits(1) === 1;
  const updatesData = reader.bits(1) === 1;
  let result: { areAbsolute: boolean; values: number[] } | undefined;
  if (updatesData) {
    const areAbsolute = reader.bits(1) === 1;
    result = { areAbsolute, values: readOptional(reader, segmentCount, 7) };
    readOptional(reader, segmentCount, 6); // filter strengths
  }
  if (updatesMap) for (let index = 0; index < 3; index += 1) if (reader.bits(1)) reader.bits(8);
  return result;
}

function skipFilterDeltas(reader: BoolReader): void {
  if (reader.bits(1) === 1 && reader.bits(1) === 1) readOptional(reader, 8, 6);
}

/** `count` values, each a flag followed, where it is set, by a magnitude and a sign; 0 where it is not. */
function readOptional(reader: BoolReader, count: number, bitCount: number): number[] {
  return Array.from({ length: count }, () => {
    if (reader.bits(1) === 0) return 0;
    const magnitude = reader.bits(bitCount);
    return reader.bits(1) === 1 ? -magnitude : magnitude;
  });
}

interface BoolReader {
  /** The next bits, each of even odds, most significant first. */
  bits(count: number): number;
}

/** VP8's arithmetic decoder (RFC 6386 7.3), for symbols of even odds only. */
function makeBoolReader(bytes: Buffer): BoolReader {
  let value = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  let next = 2;
  let range = 255;
  let shifted = 0;
  const readBit = (): number => {
    const split = 1 + (((range - 1) * 128) >> 8);
    const bit = value >= split * 256 ? 1 : 0;
    if (bit === 1) {
      value -= split * 256;
      range -= split;
    } else range = split;
    while (range < 128) {
      value *= 2;
      range *= 2;
      shifted += 1;
      if (shifted === 8) {
        shifted = 0;
        value += bytes[next] ?? 0;
        next += 1;
      }
    }
    return bit;
  };
  return {
    bits(count) {
      let result = 0;
      for (let index = 0; index < count; index += 1) result = result * 2 + readBit();
      return result;
    },
  };
}
