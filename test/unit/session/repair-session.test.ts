import { describe, expect, it } from 'vitest';
import { createDamageCanvas } from '../../../src-main/engine/repair/damage-canvas';
import { compositeRepair, countChangedOutside } from '../../../src-main/session/composite';
import { canvasesOf } from '../../../src-main/session/layers/iteration-picture';
import { RepairSession, type RepairRequest } from '../../../src-main/session/repair-session';
import { continueFrom } from '../../../src-main/session/repair-start';
import {
  samplesPerPixel,
  type ColourModel,
  type DamageMask,
  type PhotoSamples,
} from '../../../src-shared/model/photo';
import { completeSettings } from '../../../src-shared/model/settings';
import { compareSamples } from '../../support/make-photos';
import { createSmoothingPrior } from '../../support/smoothing-prior';

const width = 96;
const height = 80;

const scratchMask = (): DamageMask => {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    data[y * width + 40] = 255;
    data[y * width + 41] = 128;
  }
  return { width, height, data };
};

function createPhoto(
  colourModel: ColourModel,
  bitDepth: 8 | 16,
  hasAlpha = false,
  isGreyRgb = false,
): PhotoSamples {
  const stride = samplesPerPixel({ colourModel, hasAlpha });
  const white = bitDepth === 8 ? 255 : 65535;
  const length = width * height * stride;
  const data = bitDepth === 8 ? new Uint8Array(length) : new Uint16Array(length);
  for (let i = 0; i < length; i++) {
    const pixel = Math.floor(i / stride);
    const channel = isGreyRgb ? 0 : i % stride;
    const x = pixel % width;
    const value = 0.5 + 0.3 * Math.sin(x / 17 + channel) * Math.cos(pixel / width / 23);
    // The damage itself: everything, alpha too, is at its largest.
    data[i] = x === 40 || x === 41 ? white : Math.round(value * white);
  }
  return { width, height, colourModel, hasAlpha, bitDepth, data };
}

function createSession(
  photo: PhotoSamples,
  change = {},
  checkpoint?: Uint8Array,
  priorId = 'smoothing',
  more: Partial<RepairRequest> = {},
) {
  let now = 0;
  return new RepairSession(
    {
      photo,
      damageMask: scratchMask(),
      settings: completeSettings({ iterations: 4, ...change }),
      prior: createSmoothingPrior(),
      priorId,
      clock: () => (now += 10),
      ...more,
    },
    checkpoint,
  );
}

async function repair(photo: PhotoSamples, change = {}): Promise<PhotoSamples> {
  const session = createSession(photo, change);
  for await (const _step of session.run());
  return session.result();
}

const models = [
  ['grey', 8, false],
  ['grey', 16, true],
  ['rgb', 8, false],
  ['rgb', 8, true],
  ['rgb', 16, false],
  ['cmyk', 8, false],
] as const;

describe('a repair session', () => {
  it.each(models)('on %s, %i bit, alpha %s: changes nothing outside the mask', async (...kind) => {
    const photo = createPhoto(...kind);
    const before = photo.data.slice();
    const result = await repair(photo);
    expect(photo.data).toEqual(before);
    expect(countChangedOutside(photo, result, scratchMask())).toBe(0);
  });

  it.each(models)('on %s, %i bit, alpha %s: brings the damage near the truth', async (...kind) => {
    const photo = createPhoto(...kind);
    const result = await repair(photo, { strength: 0, grain: 0 });
    const stride = samplesPerPixel(photo);
    const white = kind[1] === 8 ? 255 : 65535;
    const colours = stride - (photo.hasAlpha ? 1 : 0);
    for (let y = 5; y < height - 5; y++) {
      for (let channel = 0; channel < stride; channel++) {
        const at = (x: number) => result.data[(y * width + x) * stride + channel]! / white;
        if (channel >= colours) expect(at(40)).toBe(1);
        else expect(Math.abs(at(40) - (at(39) + at(42)) / 2)).toBeLessThan(0.06);
      }
    }
  });

  it('keeps a grey RGB photo exactly grey', async () => {
    const result = await repair(createPhoto('rgb', 8, false, true));
    for (let i = 0; i < result.data.length; i += 3) {
      expect([result.data[i + 1], result.data[i + 2]]).toEqual([result.data[i], result.data[i]]);
    }
  });

  it('gives the same bytes for the same seed and others for another', async () => {
    const photo = createPhoto('rgb', 8);
    const first = await repair(photo, { seed: 5 });
    expect((await repair(photo, { seed: 5 })).data).toEqual(first.data);
    expect((await repair(photo, { seed: 6 })).data).not.toEqual(first.data);
  });

  it('adds grain and detail at its end, and neither where it was stopped', async () => {
    const smooth = createPhoto('rgb', 8);
    const rough = (value: number, i: number) => Math.max(0, value - ((i * 7919) % 31));
    const photo = { ...smooth, data: Uint8Array.from(smooth.data, rough) };
    const stopAfter = async (steps: number, change: object) => {
      const session = createSession(photo, change);
      let left = steps;
      for await (const _step of session.run()) if (--left === 0) break;
      const [repaired] = session.standing().repaired;
      const bare = compositeRepair(photo, scratchMask(), [repaired!]);
      return { result: (await session.result()).data, bare: bare.data };
    };
    const stopped = await stopAfter(2, {});
    expect(stopped.result).toEqual(stopped.bare);
    for (const change of [{}, { grain: 0 }]) {
      const whole = await stopAfter(Infinity, change);
      expect(whole.result).not.toEqual(whole.bare);
    }
    const plain = await stopAfter(Infinity, { strength: 0, grain: 0 });
    expect(plain.result).toEqual(plain.bare);
  });

  it('goes on from a checkpoint with the same bytes, in the second pass too', async () => {
    const photo = createPhoto('cmyk', 8);
    const expected = await repair(photo);
    for (const stopAfter of [1, 3, 5, 7]) {
      const session = createSession(photo);
      let steps = 0;
      for await (const _step of session.run()) if (++steps === stopAfter) break;
      const next = createSession(photo, {}, session.checkpoint());
      for await (const _step of next.run());
      expect((await next.result()).data, `stopped after ${stopAfter}`).toEqual(expected.data);
    }
  });

  it('refuses a checkpoint of other settings, another photo or another prior', async () => {
    const photo = createPhoto('rgb', 8);
    const session = createSession(photo);
    for await (const _step of session.run()) break;
    const checkpoint = session.checkpoint();
    expect(() => createSession(photo, { seed: 9 }, checkpoint)).toThrow(
      /another photo, mask, prior or/,
    );
    expect(() => createSession(photo, {}, checkpoint, 'another')).toThrow(/mask, prior or/);
    // The same weights with another manifest have windows of another size.
    const prior = { ...createSmoothingPrior(), haloPx: 40 };
    expect(() => createSession(photo, {}, checkpoint, 'smoothing', { prior })).toThrow(
      /another photo, mask, prior or/,
    );
    const other = createPhoto('rgb', 8);
    other.data[0]! ^= 1;
    expect(() => createSession(other, {}, checkpoint)).toThrow(/another photo, mask, prior or/);
    checkpoint[checkpoint.length - 1]! ^= 1;
    expect(() => createSession(photo, {}, checkpoint)).toThrow(/truncated or altered/);
  });

  it('goes on from a kept state of another one, in the second pass too', async () => {
    const photo = createPhoto('cmyk', 8);
    const whole = await repair(photo, { grain: 0 });
    for (const stopAfter of [2, 4, 6]) {
      const first = createSession(photo, { grain: 0 });
      let steps = 0;
      for await (const _step of first.run()) if (++steps === stopAfter) break;
      const { passes } = first.standing();
      const repaired = canvasesOf(first.keepIteration());
      const next = createSession(photo, { grain: 0 }, undefined, 'smoothing', {
        starts: continueFrom({ passes, repaired }),
      });
      let rest = 0;
      for await (const _step of next.run()) rest++;
      expect(rest, `stopped after ${stopAfter}`).toBe(8 - stopAfter);
      // Momentum begins anew and kept states are rounded: alike, but not to the bit.
      const result = await next.result();
      expect(compareSamples(result, whole).maxDifference).toBeLessThan(12);
      expect(countChangedOutside(photo, result, scratchMask())).toBe(0);
    }
  });

  it('adds iterations to a finished one, and goes on with those after a checkpoint', async () => {
    const photo = createPhoto('rgb', 8);
    const first = createSession(photo);
    for await (const _step of first.run());
    const starts = continueFrom(first.standing(), 4);
    const create = (checkpoint?: Uint8Array) =>
      createSession(photo, {}, checkpoint, 'smoothing', { starts });
    const undisturbed = create();
    const iterations: number[] = [];
    for await (const step of undisturbed.run()) iterations.push(step.runIteration);
    expect(iterations).toEqual([5, 6, 7, 8]);
    const stopped = create();
    for await (const step of stopped.run()) if (step.runIteration === 6) break;
    const resumed = create(stopped.checkpoint());
    expect(resumed.keepIteration()).toEqual(stopped.keepIteration());
    for await (const _step of resumed.run());
    expect((await resumed.result()).data).toEqual((await undisturbed.result()).data);
    const checkpoint = stopped.checkpoint();
    expect(() => createSession(photo, {}, checkpoint)).toThrow(/another photo, mask/);
  });

  it('keeps what a later pass has made while an earlier one is extended', async () => {
    const photo = createPhoto('cmyk', 8);
    const first = createSession(photo, { grain: 0 });
    for await (const _step of first.run());
    const starts = continueFrom(first.standing(), 2);
    const next = createSession(photo, { grain: 0 }, undefined, 'smoothing', { starts });
    // As an iteration, since only what is finished gets detail.
    const black = first.keepIteration().triples[1];
    for await (const step of next.run()) {
      const { triples } = next.keepIteration();
      expect(triples).toHaveLength(2);
      if (step.pass === 0) expect(triples[1]).toEqual(black);
    }
  });

  it('has a result at any time: the original before the first step', async () => {
    const photo = createPhoto('rgb', 8);
    expect((await createSession(photo).result()).data).toEqual(photo.data);
  });

  it('tells how far it is', async () => {
    const session = createSession(createPhoto('cmyk', 8));
    let last = 0;
    for await (const { doneFraction, remainingMs } of session.run()) {
      expect(doneFraction).toBeGreaterThan(last);
      expect(remainingMs).toBeGreaterThanOrEqual(0);
      last = doneFraction;
    }
    expect(last).toBe(1);
  });
});

describe('compositeRepair', () => {
  it('mixes by the mask: a pixel marked by half moves half the way', async () => {
    const photo = createPhoto('grey', 8);
    const result = await repair(photo, { grain: 0, strength: 0 });
    const row = 40 * width;
    const wholly = result.data[row + 40]!;
    const half = result.data[row + 41]!;
    expect(half).toBeGreaterThan(wholly + 20);
    expect(half).toBeLessThan(255);
  });

  it('shows a window that waits for its neighbour in its own colours', () => {
    const photo = createPhoto('rgb', 8);
    const canvas = createDamageCanvas(scratchMask());
    canvas.weights.fill(0.25);
    for (const values of canvas.values) values.fill(0.25 * 0.6);
    const { data } = compositeRepair(photo, scratchMask(), [{ triple: [0, 1, 2], canvas }]);
    expect(data[3 * 40]).toBe(204);
  });

  it('without anything repaired is a copy', () => {
    const photo = createPhoto('rgb', 16);
    const copy = compositeRepair(photo, scratchMask(), []);
    expect(copy.data).toEqual(photo.data);
    expect(copy.data).not.toBe(photo.data);
  });
});

describe('countChangedOutside', () => {
  it('counts samples, and only outside', () => {
    const photo = createPhoto('rgb', 8);
    const changed = { ...photo, data: photo.data.slice() };
    changed.data[0]! ^= 1;
    changed.data[2]! ^= 1;
    changed.data[3 * 40]! ^= 1;
    expect(countChangedOutside(photo, changed, scratchMask())).toBe(2);
  });
});
