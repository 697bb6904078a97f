import { describe, expect, it } from 'vitest';
import { detectPhotoFamily } from '../../../src-main/engine/repair/photo-family';
import { countChangedOutside } from '../../../src-main/session/composite';
import { createPhotoSource } from '../../../src-main/session/photo-source';
import { RepairSession } from '../../../src-main/session/repair-session';
import type { DamageMask, PhotoSamples } from '../../../src-shared/model/photo';
import { completeSettings } from '../../../src-shared/model/settings';
import { createSmoothingPrior } from '../../support/smoothing-prior';

const width = 240;
const height = 200;
const edge = 100;
const visible = 200;
const colours = [0, 1, 2] as const;

type At = (x: number, y: number) => boolean;
const isRight: At = (x) => x >= edge;

/** One colour where it can be seen; any colours, and black at the edge, under alpha 0. White damage. */
function createPhoto(isDamaged: At, isVisible: At = isRight) {
  const data = new Uint8Array(width * height * 4);
  const mask = new Uint8Array(width * height);
  for (let pixel = 0; pixel < mask.length; pixel++) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const hidden = x > edge - 20 ? 0 : (x * 37 + y * 91) % 256;
    const seen = isVisible(x, y);
    const value = isDamaged(x, y) ? 255 : seen ? visible : hidden;
    data.set([value, value, seen ? value : 255 - value, seen ? 255 : 0], pixel * 4);
    mask[pixel] = isDamaged(x, y) ? 255 : 0;
  }
  const photo: PhotoSamples = {
    width,
    height,
    colourModel: 'rgb',
    hasAlpha: true,
    bitDepth: 8,
    data,
  };
  return { photo, damageMask: { width, height, data: mask } };
}

function createSession(request: { photo: PhotoSamples; damageMask: DamageMask }, change = {}) {
  return new RepairSession({
    ...request,
    settings: completeSettings({ iterations: 6, ...change }),
    prior: createSmoothingPrior(),
    priorId: 'smoothing',
    clock: () => 0,
  });
}

/** The farthest that a repaired sample lies from the colour around it. */
function largestError({ data }: PhotoSamples, damageMask: DamageMask): number {
  let largest = 0;
  damageMask.data.forEach((value, pixel) => {
    if (value === 0) return;
    for (let channel = 0; channel < 3; channel++) {
      largest = Math.max(largest, Math.abs(data[pixel * 4 + channel]! - visible));
    }
  });
  return largest;
}

const damages: readonly (readonly [string, At])[] = [
  ['a scratch along the edge', (x) => x >= edge && x < edge + 6],
  ['a blot across the edge', (x, y) => (x - edge) ** 2 + (y - 90) ** 2 < 35 ** 2],
  ['a wide strip along the edge', (x) => x >= edge && x < edge + 50],
  ['a speck far from all that is seen', (x, y) => (x - 20) ** 2 + (y - 90) ** 2 < 6 ** 2],
];

describe('pixels that nobody sees', () => {
  it.each(damages)('do not bleed into %s', async (_, isDamaged) => {
    const request = createPhoto(isDamaged);
    const session = createSession(request, { strength: 0, grain: 0 });
    for await (const _step of session.run()) {
      expect(largestError(await session.result(), request.damageMask)).toBe(0);
    }
    const result = await session.result();
    expect(largestError(result, request.damageMask)).toBe(0);
    expect(countChangedOutside(request.photo, result, request.damageMask)).toBe(0);
  });

  it.each(damages)('lend neither detail nor grain to %s', async (_, isDamaged) => {
    const request = createPhoto(isDamaged);
    const session = createSession(request, { strength: 0.5, grain: 1 });
    for await (const _step of session.run());
    const result = await session.result();
    expect(largestError(result, request.damageMask)).toBeLessThan(6);
    expect(countChangedOutside(request.photo, result, request.damageMask)).toBe(0);
  });

  it('have no say in whether the photo is grey', () => {
    const { photo, damageMask } = createPhoto(() => false);
    expect(detectPhotoFamily(createPhotoSource(photo, damageMask, colours)).kind).toBe('grey');
  });

  it('are all there is to repair from where everything is transparent', async () => {
    const request = createPhoto(
      (x) => x === 40,
      () => false,
    );
    const session = createSession(request);
    for await (const _step of session.run());
    const result = await session.result();
    expect(result.data).not.toEqual(request.photo.data);
    expect(countChangedOutside(request.photo, result, request.damageMask)).toBe(0);
  });

  it('cost a photo without any nothing', () => {
    const { photo, damageMask } = createPhoto(
      (x) => x === 40,
      () => true,
    );
    const source = createPhotoSource(photo, damageMask, colours);
    expect(source.unobserved).toBe(source.damage);
  });
});
