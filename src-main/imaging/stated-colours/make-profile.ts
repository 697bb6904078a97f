import { coloursOf, profileWhite, type ChromaticityPoints } from './colorants';

/** A gamma alone, or gamma, a, b, c and d of a curve that is linear below d (ICC.1:2010 10.15, types 0 and 3). */
export type ToneParameters =
  readonly [gamma: number] | readonly [gamma: number, a: number, b: number, c: number, d: number];

type Tag = readonly [name: string, data: Buffer];

const headerLength = 128;
const entryLength = 12;

/**
 * A colour profile of one tone curve and three colorants, or of grey where there are no points (ICC.1:2010, version 4.2).
 * The same arguments make the same bytes, so that a copy that states the same can be compared.
 * @returns undefined where the points span no colours
 */
export function makeProfile(
  name: string,
  curve: ToneParameters,
  points: ChromaticityPoints | undefined,
): Buffer | undefined {
  const colorants = points && coloursOf(points);
  if (points && !colorants) return undefined;
  const tone = toneData(curve);
  const tags: Tag[] = [
    ['desc', textData(name)],
    ['cprt', textData('No copyright')],
    ['wtpt', numbersData('XYZ ', profileWhite)],
  ];
  if (!colorants) return assemble('GRAY', [...tags, ['kTRC', tone]]);
  tags.push(['chad', numbersData('sf32', colorants.adaptation)]);
  (['r', 'g', 'b'] as const).forEach((letter, index) => {
    tags.push([`${letter}XYZ`, numbersData('XYZ ', colorants.columns[index]!)]);
    tags.push([`${letter}TRC`, tone]);
  });
  return assemble('RGB ', tags);
}

function assemble(space: string, tags: readonly Tag[]): Buffer {
  const head = Buffer.alloc(headerLength + 4 + entryLength * tags.length);
  head.writeUInt32BE(0x04200000, 8);
  head.write(`mntr${space}XYZ `, 12, 'latin1');
  // A date has to be there: 1 January 2000.
  [2000, 1, 1].forEach((value, index) => head.writeUInt16BE(value, 24 + 2 * index));
  head.write('acsp', 36, 'latin1');
  profileWhite.forEach((value, index) => head.writeInt32BE(fixed(value), 68 + 4 * index));
  head.writeUInt32BE(tags.length, headerLength);
  const offsets = new Map<Buffer, number>();
  const blocks = [head];
  let length = head.length;
  tags.forEach(([name, data], index) => {
    if (!offsets.has(data)) {
      offsets.set(data, length);
      const padded = Buffer.concat([data, Buffer.alloc(-data.length & 3)]);
      blocks.push(padded);
      length += padded.length;
    }
    const at = headerLength + 4 + entryLength * index;
    head.write(name, at, 'latin1');
    head.writeUInt32BE(offsets.get(data)!, at + 4);
    head.writeUInt32BE(data.length, at + 8);
  });
  head.writeUInt32BE(length, 0);
  return Buffer.concat(blocks);
}

/** Text in English (multiLocalizedUnicodeType). */
function textData(text: string): Buffer {
  const letters = Buffer.from(text, 'utf16le').swap16();
  const data = Buffer.alloc(28 + letters.length);
  data.write('mluc', 'latin1');
  [1, 12].forEach((value, index) => data.writeUInt32BE(value, 8 + 4 * index));
  data.write('enUS', 16, 'latin1');
  [letters.length, 28].forEach((value, index) => data.writeUInt32BE(value, 20 + 4 * index));
  letters.copy(data, 28);
  return data;
}

function toneData(curve: ToneParameters): Buffer {
  const data = numbersData('para\0\0\0\0', curve);
  data.writeUInt16BE(curve.length === 1 ? 0 : 3, 8);
  return data;
}

function numbersData(type: string, values: readonly number[]): Buffer {
  const head = type.length + 4;
  const data = Buffer.alloc(head + 4 * values.length);
  data.write(type, 'latin1');
  values.forEach((value, index) => data.writeInt32BE(fixed(value), head + 4 * index));
  return data;
}

/** A number as s15Fixed16Number. */
function fixed(value: number): number {
  return Math.round(value * 65_536);
}
