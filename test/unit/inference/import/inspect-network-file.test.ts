import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { inspectNetworkFile } from '../../../../src-main/inference/import/inspect-network-file';
import { NetworkWalk } from '../../../../src-main/inference/import/network-walk';
import type { ByteSource } from '../../../../src-main/inference/import/paged-file';
import { DEFAULT_PRIOR_ID } from '../../../../src-main/inference/prior-library';
import { writeOnnx } from '../../../support/onnx-writer';
import { temporaryFolder } from '../../../support/tiny-priors';
import { blurGraph, writeNetwork } from './blur-graphs';
import {
  elsewhere,
  integer,
  message,
  model,
  node,
  tensor,
  text,
  value,
  varint,
  withKeyBits,
} from './foreign-model';

const raw = (length: number) => message(9, Buffer.alloc(length));
const constant = (...attribute: Buffer[]) =>
  message(1, node('Constant', [], ['c'], Buffer.concat([text(1, 'value'), ...attribute])));

let root: string;
beforeEach(async () => {
  root = await temporaryFolder();
});

async function inspect(bytes: Buffer): Promise<number> {
  return inspectNetworkFile(await writeNetwork(root, bytes));
}

it('lets the shipped prior and ordinary networks pass', async () => {
  for (const name of ['denoiser', 'denoiser-float16', 'denoiser-int8']) {
    const file = path.resolve('models', DEFAULT_PRIOR_ID, `${name}.onnx`);
    expect(await inspectNetworkFile(file)).toBe((await readFile(file)).length);
  }
  await inspect(writeOnnx(blurGraph()));
});

it('names the file that a person knows, not the copy', async () => {
  const copy = await writeNetwork(root, Buffer.alloc(0));
  await expect(inspectNetworkFile(copy, { shownAs: '/home/me/mine.onnx' })).rejects.toThrow(
    'The network /home/me/mine.onnx is no ONNX network',
  );
});

describe('weights that are not in the file', () => {
  const away = tensor('c', [1], ...elsewhere);
  const indices = Buffer.concat([integer(1, 1), integer(2, 7), raw(8)]);
  const sparse = Buffer.concat([message(1, away), message(2, indices), integer(3, 1)]);
  const location = Buffer.concat([text(1, 'location'), text(2, 'secret.bin')]);
  const functionOf = (...parts: Buffer[]) => message(25, text(1, 'Foo'), ...parts);
  const hidden = (key: bigint) =>
    model([message(5, Buffer.concat([tensor('c', [1], raw(4)), withKeyBits(key, 13, location)]))]);

  it.each<[string, Buffer, RegExp]>([
    ['an initializer', model([message(5, away)]), /in other files/],
    ['a constant', model([constant(message(5, away))]), /in other files/],
    ['a list of tensors', model([constant(message(10, away))]), /in other files/],
    ['a sparse initializer', model([message(15, sparse)]), /sparse/],
    ['a sparse constant', model([constant(message(22, sparse))]), /sparse/],
    ['a list of sparse tensors', model([constant(message(23, sparse))]), /sparse/],
    [
      "a function's default",
      model([], functionOf(message(11, text(1, 'val'), message(5, away)))),
      /operators of its own/,
    ],
    ['a function', model([], functionOf(message(7, node('Add', [], [])))), /operators of its own/],
    ['steps of training', model([], message(20, message(1, message(5, away)))), /training/],
    ['a key of more than 32 bits', hidden(1n << 32n), /no ONNX/],
    ['a key of more than five bytes', hidden(1n << 40n), /no ONNX/],
    [
      'a tensor that is given twice',
      model([constant(message(5, tensor('c', [1], raw(4))), message(5, tensor('c', [1], raw(4))))]),
      /no ONNX/,
    ],
  ])('are refused: %s', async (_, bytes, reason) => {
    await expect(inspect(bytes)).rejects.toThrow(reason);
  });

  it('are refused where a short key is written with more than five bytes', async () => {
    const key = varint((13 << 3) | 2);
    const long = Buffer.concat([
      Buffer.from([key[0]! | 128, 128, 128, 128, 128, 0]),
      varint(location.length),
      location,
    ]);
    await expect(
      inspect(model([message(5, Buffer.concat([tensor('c', [1], raw(4)), long]))])),
    ).rejects.toThrow(/no ONNX/);
  });
});

describe('sizes that the file does not bear out', () => {
  const packed = message(1, varint(100_000), varint(100_000));
  it.each<[string, Buffer, RegExp]>([
    [
      'an initializer without elements',
      model([message(5, tensor('c', [100_000, 100_000]))]),
      /names a tensor of 100000 x 100000 whose elements are not in the file/,
    ],
    ['with packed sizes', model([message(5, tensor('c', [], packed))]), /100000 x 100000/],
    ['with too few bytes', model([message(5, tensor('c', [5], raw(16)))]), /of 5 whose/],
    [
      'with too short a list',
      model([message(5, tensor('c', [5], message(4, Buffer.alloc(16))))]),
      /of 5 whose/,
    ],
    ['in a constant', model([constant(message(5, tensor('c', [9], raw(4))))]), /of 9 whose/],
    ['a negative side', model([message(5, tensor('c', [-1, -4], raw(16)))]), /side of -1/],
    [
      'too long a side',
      model([message(5, tensor('c', [2n ** 31n + 1n, 0]))]),
      /side of 2147483649/,
    ],
    ['a negative side of an input', model([message(11, value('x', [1, -3]))]), /side of -3/],
    ['too long a side of an input', model([message(11, value('x', [2n ** 40n]))]), /side of 1099/],
    [
      'too many dimensions',
      model([message(5, tensor('c', Array<number>(17).fill(1), raw(4)))]),
      /absurdly many dimensions; export it again;/,
    ],
  ])('are refused: %s', async (_, bytes, reason) => {
    await expect(inspect(bytes)).rejects.toThrow(reason);
  });

  it.each<[string, Buffer]>([
    ['bytes', tensor('c', [2, 2], raw(16))],
    ['a packed list', tensor('c', [4], message(4, Buffer.alloc(16)))],
    ['single numbers', tensor('c', [1], Buffer.from([(4 << 3) | 5, 0, 0, 0, 0]))],
    ['no element', tensor('c', [0, 4])],
    ['a scalar', tensor('c', [], raw(4))],
  ])('are not found in %s', async (_, bytes) => {
    await inspect(model([message(5, bytes), message(11, value('x', [0, 3, 2 ** 31]))]));
  });
});

it('is not looked through without end', async () => {
  const fields = Buffer.concat(Array.from({ length: 100 }, () => integer(1, 1)));
  const inside = Buffer.concat([message(7, fields), fields]);
  const source: ByteSource = {
    read: (buffer, offset, length, position) => {
      const bytesRead = inside.copy(buffer, offset, position, position + length);
      return Promise.resolve({ bytesRead });
    },
  };
  const count = async (mostFields: number) => {
    const terms = { shownAs: 'long.onnx', outcome: 'nothing was added' };
    const walk = new NetworkWalk(source, terms, mostFields);
    let met = 0;
    for await (const field of walk.fields({ start: 0, end: inside.length })) {
      met += 1;
      if ('start' in field) for await (const _field of walk.fields(field)) met += 1;
    }
    return met;
  };
  expect(await count(201)).toBe(201);
  await expect(count(200)).rejects.toThrow(
    'The network long.onnx has absurdly many fields; export it again; nothing was added.',
  );
});
