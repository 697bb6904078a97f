/** A colour profile as few programs write it: primaries (XYZ, D50) and one gamma, or a grey gamma alone. */
export interface IccKind {
  readonly gamma: number;
  /** XYZ of red, green and blue; a grey profile where absent. */
  readonly primaries?: readonly (readonly [number, number, number])[];
}

export const adobeRgb: IccKind = {
  gamma: 2.19921875,
  primaries: [
    [0.60974, 0.31111, 0.01947],
    [0.20528, 0.62567, 0.06087],
    [0.14919, 0.06322, 0.74457],
  ],
};
export const proPhotoRgb: IccKind = {
  gamma: 1.8,
  primaries: [
    [0.79767, 0.28804, 0],
    [0.13519, 0.71188, 0],
    [0.03134, 0.00009, 0.82491],
  ],
};

/** Encodes it (ICC.1:2001, version 2.1). */
export function makeIcc({ gamma, primaries }: IccKind): Buffer {
  const curve = Buffer.alloc(14);
  curve.write('curv', 0, 'latin1');
  curve.writeUInt32BE(1, 8);
  curve.writeUInt16BE(Math.round(gamma * 256), 12);
  const tags: [string, Buffer][] = [
    ['desc', description('Made for a test')],
    ['cprt', Buffer.from('text\0\0\0\0none\0', 'latin1')],
    ['wtpt', xyz([0.9642, 1, 0.8249])],
    ...(primaries
      ? (['r', 'g', 'b'] as const).flatMap((name, index): [string, Buffer][] => [
          [`${name}XYZ`, xyz(primaries[index]!)],
          [`${name}TRC`, curve],
        ])
      : ([['kTRC', curve]] satisfies [string, Buffer][])),
  ];
  return assemble(tags, primaries ? 'RGB ' : 'GRAY');
}

function assemble(tags: readonly [string, Buffer][], space: string): Buffer {
  const header = Buffer.alloc(128);
  header.writeUInt32BE(0x02100000, 8);
  header.write(`mntr${space}XYZ `, 12, 'latin1');
  header.writeUInt16BE(2024, 24);
  header.writeUInt16BE(1, 26);
  header.writeUInt16BE(1, 28);
  header.write('acsp', 36, 'latin1');
  xyz([0.9642, 1, 0.8249]).copy(header, 68, 8);
  const table = Buffer.alloc(4 + 12 * tags.length);
  table.writeUInt32BE(tags.length, 0);
  const chunks: Buffer[] = [];
  let offset = header.length + table.length;
  tags.forEach(([name, data], index) => {
    table.write(name, 4 + 12 * index, 'latin1');
    table.writeUInt32BE(offset, 8 + 12 * index);
    table.writeUInt32BE(data.length, 12 + 12 * index);
    const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
    chunks.push(padded);
    offset += padded.length;
  });
  header.writeUInt32BE(offset, 0);
  return Buffer.concat([header, table, ...chunks]);
}

function xyz(values: readonly [number, number, number]): Buffer {
  const bytes = Buffer.alloc(20);
  bytes.write('XYZ ', 0, 'latin1');
  values.forEach((value, index) => bytes.writeInt32BE(Math.round(value * 65536), 8 + 4 * index));
  return bytes;
}

function description(text: string): Buffer {
  const bytes = Buffer.alloc(12 + text.length + 1 + 8 + 3 + 67);
  bytes.write('desc', 0, 'latin1');
  bytes.writeUInt32BE(text.length + 1, 8);
  bytes.write(text, 12, 'latin1');
  return bytes;
}
