import { describe, expect, it } from 'vitest';
import { transferDetail } from '../../../../src-main/engine/repair/detail-transfer';
import {
  createImageTensor,
  type ImageTensor,
} from '../../../../src-main/engine/tensor/image-tensor';

const side = 96;
const hole = holeAt(40, 56);
const options = { share: 1, seed: 1 };
const place = { x: 0, y: 0 };

function holeAt(from: number, to: number): Uint8Array {
  return Uint8Array.from({ length: side * side }, (_, index) => {
    const [x, y] = [index % side, Math.floor(index / side)];
    return x >= from && x < to && y >= from && y < to ? 1 : 0;
  });
}

/** A picture that is `texture` where it is known, and in the hole only what a repair would know of it: `smooth`. */
function repaired(
  texture: (x: number, y: number) => number,
  smooth: (x: number, y: number) => number,
  channels = 1,
): ImageTensor {
  const image = createImageTensor({ channels, height: side, width: side });
  for (let i = 0; i < image.data.length; i++) {
    const index = i % (side * side);
    const [x, y] = [index % side, Math.floor(index / side)];
    image.data[i] = hole[index] === 1 ? smooth(x, y) : texture(x, y);
  }
  return image;
}

/** Fixed noise in [-.3, .3], the same at each place. */
function speckle(x: number, y: number): number {
  let hash = Math.imul(x + 1, 0x9e3779b1) ^ Math.imul(y + 1, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32 - 0.5) * 0.6;
}

function deviation({ data }: ImageTensor, where: (index: number) => boolean): number {
  const values = Array.from(data).filter((_, index) => where(index));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

describe('detail from similar places', () => {
  it('makes a bald hole in a texture as rich as what is around it', () => {
    const image = repaired(speckle, () => 0);
    const around = deviation(image, (index) => hole[index] === 0);
    transferDetail(image, hole, place, options);
    const inside = deviation(image, (index) => hole[index] === 1);
    expect(inside / around).toBeGreaterThan(0.75);
    expect(inside / around).toBeLessThan(1.1);
  });

  it('adds a share of it where a share is asked for, and nothing at 0', () => {
    const energies = [0, 0.5, 1].map((share) => {
      const image = repaired(speckle, () => 0);
      transferDetail(image, hole, place, { share, seed: 1 });
      return deviation(image, (index) => hole[index] === 1);
    });
    expect(energies[0]).toBe(0);
    expect(energies[1]! / energies[2]!).toBeCloseTo(0.5, 2);
  });

  it('changes nothing outside the hole', () => {
    const image = repaired(speckle, () => 0);
    const before = image.data.slice();
    transferDetail(image, hole, place, options);
    image.data.forEach((value, index) => {
      if (hole[index] === 0) expect(value).toBe(before[index]);
    });
  });

  it('leaves a hole alone that lacks nothing', () => {
    const image = repaired(speckle, speckle);
    const before = image.data.slice();
    transferDetail(image, hole, place, options);
    const change = image.data.map((value, index) => value - before[index]!);
    expect(deviation({ ...image, data: change }, (index) => hole[index] === 1)).toBeLessThan(0.08);
  });

  it('takes detail from where the picture is alike: none where it is smooth', () => {
    // The left half is rough and dark, the right half smooth and bright; the hole lies across both.
    const left = (x: number) => x < side / 2;
    const image = repaired(
      (x, y) => (left(x) ? speckle(x, y) - 0.4 : 0.4),
      (x) => (left(x) ? -0.4 : 0.4),
    );
    transferDetail(image, hole, place, options);
    const inside = (wanted: boolean, margin: number) =>
      deviation(image, (index) => {
        const x = index % side;
        return hole[index] === 1 && left(x) === wanted && Math.abs(x - side / 2) > margin;
      });
    expect(inside(true, 2)).toBeGreaterThan(0.08);
    expect(inside(false, 4)).toBeLessThan(0.02);
  });

  it('keeps grey grey', () => {
    const image = repaired(speckle, () => 0, 3);
    transferDetail(image, hole, place, options);
    const plane = side * side;
    for (let index = 0; index < plane; index++) {
      expect(image.data[plane + index]).toBe(image.data[index]);
      expect(image.data[2 * plane + index]).toBe(image.data[index]);
    }
  });

  it('gives the same bits for the same seed, others for another', () => {
    const [first, again, other] = [1, 1, 2].map((seed) => {
      const image = repaired(speckle, () => 0);
      transferDetail(image, hole, place, { share: 1, seed });
      return image.data;
    });
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('manages windows without donors, and ones smaller than a patch', () => {
    const image = repaired(speckle, () => 0);
    const before = image.data.slice();
    transferDetail(image, new Uint8Array(side * side).fill(1), place, options);
    expect(image.data).toEqual(before);
    const tiny = createImageTensor({ channels: 1, height: 4, width: 4 });
    transferDetail(tiny, new Uint8Array(16).fill(1), place, options);
    expect(tiny.data.every((value) => value === 0)).toBe(true);
  });
});
