import { beforeEach, describe, expect, it } from 'vitest';
import { inspectNetworkFile } from '../../../../src-main/inference/import/inspect-network-file';
import { writeOnnx } from '../../../support/onnx-writer';
import { temporaryFolder } from '../../../support/tiny-priors';
import { afterBlur, integers, writeNetwork } from './blur-graphs';
import { integer, message, model, node, text, varint } from './foreign-model';

const wide = (...sides: readonly bigint[]) =>
  message(9, Buffer.from(BigInt64Array.from(sides).buffer));
const shapeOf = (...sides: readonly bigint[]) =>
  Buffer.concat([integer(1, sides.length), integer(2, 7), text(8, 'shape'), wide(...sides)]);

let root: string;
beforeEach(async () => {
  root = await temporaryFolder();
});

async function inspect(bytes: Buffer): Promise<number> {
  return inspectNetworkFile(await writeNetwork(root, bytes));
}

describe('tensors that are made out of nothing', () => {
  const asking = (operator: string, ...inputs: string[]) =>
    message(1, node(operator, inputs, ['c']));
  const big = [100_000n, 100_000n] as const;
  const integerList = message(
    1,
    node(
      'Constant',
      [],
      ['shape'],
      Buffer.concat([text(1, 'value_ints'), ...big.map((side) => integer(8, side))]),
    ),
  );
  const single = Buffer.concat([
    ...[integer(1, 2), integer(2, 7), text(8, 'shape')],
    ...big.map((side) => integer(7, side)),
  ]);

  it.each<[string, readonly Buffer[]]>([
    ['a constant of a shape', [asking('ConstantOfShape', 'shape'), message(5, shapeOf(...big))]],
    ['a shape as a list', [asking('ConstantOfShape', 'shape'), message(5, single)]],
    ['an expansion', [asking('Expand', 'x', 'shape'), message(5, shapeOf(1n, ...big))]],
    ['repetitions', [asking('Tile', 'x', 'shape'), message(5, shapeOf(...big))]],
    ['a resizing', [asking('Resize', 'x', '', '', 'shape'), message(5, shapeOf(...big))]],
    ['a shape of an operator', [integerList, asking('ConstantOfShape', 'shape')]],
  ])('are refused: %s', async (_, graph) => {
    await expect(inspect(model(graph))).rejects.toThrow(/makes a tensor of .*100000 x 100000 elem/);
  });

  const floatsOf = (name: string, ...values: readonly number[]) =>
    Buffer.concat([
      ...[integer(1, values.length), integer(2, 1), text(8, name)],
      message(9, Buffer.from(Float32Array.from(values).buffer)),
    ]);
  const scalar = (name: string, number: bigint) =>
    Buffer.concat([integer(2, 7), text(8, name), wide(number)]);
  const real = (field: number, value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeFloatLE(value);
    return Buffer.concat([varint((field << 3) | 5), bytes]);
  };
  const withIntegers = (operator: string, name: string, ...values: readonly bigint[]) =>
    message(
      1,
      node(
        operator,
        ['x'],
        ['c'],
        Buffer.concat([text(1, name), ...values.map((number) => integer(8, number))]),
      ),
    );
  const listed = (name: string, type: number, ...lists: readonly Buffer[]) =>
    Buffer.concat([integer(1, 2), integer(2, type), text(8, name), ...lists]);
  const packedReals = (field: number, ...values: readonly number[]) =>
    message(field, Buffer.from(Float32Array.from(values).buffer));
  const packedDoubles = (field: number, ...values: readonly number[]) =>
    message(field, Buffer.from(Float64Array.from(values).buffer));
  const packedReal = (operator: string, name: string, ...values: readonly number[]) =>
    message(
      1,
      node(operator, ['x'], ['c'], Buffer.concat([text(1, name), packedReals(7, ...values)])),
    );
  const large = 100_000;

  it.each<[string, readonly Buffer[], RegExp]>([
    ['dice of a size', [withIntegers('RandomNormal', 'shape', ...big)], /100000 x 100000 elem/],
    ['uniform dice', [withIntegers('RandomUniform', 'shape', ...big)], /with RandomUniform/],
    [
      'dice of a packed size',
      [
        message(
          1,
          node(
            'RandomNormal',
            [],
            ['c'],
            Buffer.concat([text(1, 'shape'), message(8, ...big.map((side) => varint(side)))]),
          ),
        ),
      ],
      /with RandomNormal/,
    ],
    [
      'margins',
      [asking('Pad', 'x', 'shape'), message(5, shapeOf(0n, 50_000n, 100_000n, 50_000n))],
      /of 100001 x 100001 elements with Pad/,
    ],
    [
      'margins as an attribute',
      [withIntegers('Pad', 'pads', 0n, 100_000n, 100_000n, 0n)],
      /of 100001 x 100001 elements with Pad/,
    ],
    [
      'margins of a convolution',
      [withIntegers('Conv', 'pads', ...big, ...big)],
      /200001 x 200001 elements with Conv/,
    ],
    [
      'steps of a transposed convolution',
      [withIntegers('ConvTranspose', 'strides', ...big)],
      /with ConvTranspose/,
    ],
    [
      'scales',
      [asking('Resize', 'x', '', 's'), message(5, floatsOf('s', 1, 1, large, large))],
      /1 x 1 x 100000 x 100000 elements with Resize/,
    ],
    [
      'scales of an older version',
      [asking('Upsample', 'x', 's'), message(5, floatsOf('s', large, large))],
      /with Upsample/,
    ],
    ['scales as an attribute', [packedReal('Upsample', 'scales', large, large)], /with Upsample/],
    [
      'scales one by one',
      [
        message(
          1,
          node(
            'Upsample',
            ['x'],
            ['c'],
            Buffer.concat([text(1, 'scales'), real(7, large), real(7, large)]),
          ),
        ),
      ],
      /with Upsample/,
    ],
    [
      'scales as a list, behind one of another type',
      [
        asking('Resize', 'x', '', 's'),
        message(5, listed('s', 1, packedDoubles(10, 1, 1), packedReals(4, large, large))),
      ],
      /with Resize/,
    ],
    [
      'endless scales',
      [asking('Resize', 'x', '', 's'), message(5, floatsOf('s', Infinity))],
      /absurdly many elements with Resize/,
    ],
    [
      'a list of numbers',
      [
        asking('Range', 'from', 'to', 'step'),
        ...[scalar('from', -(2n ** 40n)), scalar('to', 0n), scalar('step', 2n)].map((number) =>
          message(5, number),
        ),
      ],
      /of 549755813888 elements with Range/,
    ],
    [
      'a list of numbers downwards, in small steps',
      [
        asking('Range', 'from', 'to', 'step'),
        ...[floatsOf('from', 1), floatsOf('to', 0), floatsOf('step', -(2 ** -30))].map((number) =>
          message(5, number),
        ),
      ],
      /of 1073741824 elements with Range/,
    ],
    [
      'classes',
      [asking('OneHot', 'x', 'depth', 'values'), message(5, scalar('depth', 10n ** 10n))],
      /of 10000000000 elements with OneHot/,
    ],
    [
      'a size that is an attribute of a constant',
      [
        asking('OneHot', 'x', 'depth', 'values'),
        message(
          1,
          node(
            'Constant',
            [],
            ['depth'],
            Buffer.concat([text(1, 'value_int'), integer(3, 10n ** 10n)]),
          ),
        ),
      ],
      /with OneHot/,
    ],
    [
      'nine dimensions',
      [asking('ConstantOfShape', 'shape'), message(5, shapeOf(...Array<bigint>(9).fill(100n)))],
      /of 100 x 100 x 100 x 100 x 100 x 100 x 100 x 100 x 100 elements/,
    ],
    [
      'absurdly many dimensions',
      [asking('ConstantOfShape', 'shape'), message(5, shapeOf(...Array<bigint>(40).fill(2n)))],
      /absurdly many elements with ConstantOfShape/,
    ],
    [
      'a large size under a name that a small one has as well',
      [
        asking('ConstantOfShape', 'shape'),
        message(5, shapeOf(...big)),
        message(5, shapeOf(1n, 1n)),
      ],
      /100000 x 100000 elem/,
    ],
  ])('are refused by their constants: %s', async (_, graph, reason) => {
    await expect(inspect(model(graph))).rejects.toThrow(reason);
  });

  it('pass where the constants are those of ordinary networks', async () => {
    await inspect(
      model([
        withIntegers('RandomNormal', 'shape', 1n, 3n, 64n, 64n),
        withIntegers('Conv', 'pads', 1n, 1n, 1n, 1n),
        withIntegers('ConvTranspose', 'strides', 2n, 2n),
        asking('Pad', 'x', 'shape'),
        asking('Resize', 'x', '', 'scales'),
        asking('Range', 'zero', 'count', 'one'),
        asking('OneHot', 'x', 'count', 'values'),
        // Computed.
        asking('Range', 'zero', 'sides', 'one'),
        message(5, shapeOf(0n, 0n, 1n, 1n, 0n, 0n, 1n, 1n)),
        message(5, floatsOf('scales', 1, 1, 64, 64)),
        message(5, scalar('zero', 0n)),
        message(5, scalar('one', 1n)),
        message(5, scalar('count', 1000n)),
        // Weights of which no size is asked.
        message(5, floatsOf('weights', ...Array<number>(1000).fill(1e6))),
      ]),
    );
  });

  it('pass where they are small, and where a large number is no shape', async () => {
    const graph = afterBlur(
      [
        { operator: 'ConstantOfShape', inputs: ['small'], outputs: ['zero'] },
        { operator: 'Slice', inputs: ['b', 'start', 'ends', 'axis'], outputs: ['x0'] },
      ],
      [
        integers('small', 1n, 3n, 1n, 1n),
        integers('start', 0n),
        // What exporters write for "to the end".
        integers('ends', 2n ** 63n - 1n),
        integers('axis', 3n),
      ],
    );
    await inspect(writeOnnx(graph));
  });
});
