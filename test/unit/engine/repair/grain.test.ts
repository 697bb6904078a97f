import { describe, expect, it } from 'vitest';
import { createGaussianField } from '../../../../src-main/engine/random/gaussian-field';
import {
  measureGrain,
  synthesiseGrain,
  type Grain,
} from '../../../../src-main/engine/repair/grain';
import {
  createImageTensor,
  type ImageTensor,
} from '../../../../src-main/engine/tensor/image-tensor';

const size = 160;
const pixels = size * size;
const place = { x: 0, y: 0, width: size, height: size };

/** A disc in the middle. */
const hole = Uint8Array.from({ length: pixels }, (_, index) =>
  Number(Math.hypot((index % size) - 80, Math.floor(index / size) - 80) < 22),
);
const nowhere = new Uint8Array(pixels);

type Scene = (x: number, y: number) => number;

const slope: Scene = (x, y) => -0.7 + (1.4 * x) / size + 0.05 * Math.sin(y / 25);

/** Overlapping discs of flat tones with sharp edges, as leaves or a crowd. */
const leaves: Scene = (() => {
  const tones = new Float32Array(pixels);
  for (let disc = 0; disc < 220; disc++) {
    const [x, y] = [(disc * 7919) % size, (disc * 104729) % size];
    const radius = 6 + ((disc * 31) % 26);
    const tone = ((disc * 53) % 100) / 70 - 0.7;
    for (let index = 0; index < pixels; index++) {
      if (Math.hypot((index % size) - x, Math.floor(index / size) - y) < radius)
        tones[index] = tone;
    }
  }
  return (x, y) => tones[y * size + x]!;
})();

const planesBySetting = new Map<string, Float32Array[]>();

/** White noise through a Gaussian of the given radius, unit variance; four independent planes a seed. */
function noisePlanes(seed: number, blurPx: number): Float32Array[] {
  const key = `${seed} ${blurPx}`;
  const planes = planesBySetting.get(key) ?? makeNoisePlanes(seed, blurPx);
  planesBySetting.set(key, planes);
  return planes;
}

function makeNoisePlanes(seed: number, blurPx: number): Float32Array[] {
  const margin = 4;
  const side = size + 2 * margin;
  const white = createImageTensor({ channels: 4, height: side, width: side });
  createGaussianField(seed).fill(white, 5, { x: 0, y: 0, width: side, height: side });
  const taps = Array.from({ length: 9 }, (_, i) =>
    blurPx === 0 ? Number(i === 4) : Math.exp(-((i - 4) ** 2) / (2 * blurPx * blurPx)),
  );
  const energy = taps.reduce((sum, tap) => sum + tap * tap, 0);
  return [0, 1, 2, 3].map((channel) =>
    Float32Array.from({ length: pixels }, (_, index) => {
      const start = channel * side * side + Math.floor(index / size) * side + (index % size);
      let sum = 0;
      taps.forEach((down, dy) => {
        if (down === 0) return;
        taps.forEach((across, dx) => {
          sum += down * across * white.data[start + dy * side + dx]!;
        });
      });
      return sum / energy;
    }),
  );
}

interface GrainSetting {
  readonly blurPx: number;
  /** Correlation between channels. */
  readonly shared: number;
  readonly level: (tone: number) => number;
  readonly channels?: number;
}

/** The scene in 8-bit steps, with grain. */
function photograph(scene: Scene, setting: GrainSetting, seed = 3): ImageTensor {
  const { blurPx, shared, level, channels = 3 } = setting;
  const planes = noisePlanes(seed, blurPx);
  const image = createImageTensor({ channels, height: size, width: size });
  image.data.forEach((_, index) => {
    const [channel, at] = [Math.floor(index / pixels), index % pixels];
    const tone = scene(at % size, Math.floor(at / size));
    const noise =
      Math.sqrt(shared) * planes[3]![at]! + Math.sqrt(1 - shared) * planes[channel]![at]!;
    image.data[index] = Math.round((tone + level(tone) * noise) * 127.5) / 127.5;
  });
  return image;
}

function expectLevels(grain: Grain, level: (tone: number) => number, tolerance = 0.15): void {
  grain.tones.forEach((tone, index) => {
    for (const measured of grain.levels[index]!) {
      expect(measured).toBeGreaterThan((1 - tolerance) * level(tone));
      expect(measured).toBeLessThan((1 + tolerance) * level(tone));
    }
  });
}

function inHole<T>(take: (index: number) => T): T[] {
  return [...hole.keys()].filter((index) => hole[index] !== 0).map(take);
}

/** Root mean square in the hole of a channel's difference. */
function changeOf(after: ImageTensor, before: ImageTensor, channel = 0): number {
  const squares = inHole((index) => {
    const at = channel * pixels + index;
    return (after.data[at]! - before.data[at]!) ** 2;
  });
  return Math.sqrt(squares.reduce((sum, value) => sum + value, 0) / squares.length);
}

function copyOf(image: ImageTensor): ImageTensor {
  return createImageTensor(image, image.data.slice());
}

/** The photo with its hole filled by the mere scene and a share of the photo's own grain. */
function fillWith(photo: ImageTensor, scene: Scene, grainShare: number): ImageTensor {
  const filled = copyOf(photo);
  for (let channel = 0; channel < photo.channels; channel++) {
    for (const index of inHole((i) => i)) {
      const at = channel * pixels + index;
      const tone = scene(index % size, Math.floor(index / size));
      filled.data[at] = tone + grainShare * (photo.data[at]! - tone);
    }
  }
  return filled;
}

const film: GrainSetting = { blurPx: 0.7, shared: 0.6, level: () => 0.06 };

describe('measureGrain', () => {
  it.each([
    { blurPx: 0, shared: 0 },
    { blurPx: 0, shared: 0.9 },
    { blurPx: 0.6, shared: 0.5 },
    { blurPx: 1, shared: 0 },
    { blurPx: 1.2, shared: 0.7 },
  ])(
    'finds level, spectrum and correlation of grain blurred over $blurPx px, shared $shared',
    (s) => {
      const grain = measureGrain([{ image: photograph(slope, { ...film, ...s }), hole }]);
      expect(grain.tones).toHaveLength(3);
      expectLevels(grain, film.level);
      [0, 4, 8].forEach((own) => expect(grain.correlation[own]).toBe(1));
      [1, 2, 5].forEach((pair) =>
        expect(Math.abs(grain.correlation[pair]! - s.shared)).toBeLessThan(0.15),
      );
      const filter = grain.filters[1]!;
      const expected = s.blurPx === 0 ? 0 : Math.exp(-1 / (2 * s.blurPx ** 2));
      expect(Math.abs(filter[25]! / filter[24]! - expected)).toBeLessThan(0.17);
    },
  );

  it('finds more grain in the midtones than in shadows and highlights', () => {
    const level = (tone: number) => 0.025 + 0.04 * (1 - tone * tone);
    const grain = measureGrain([{ image: photograph(slope, { ...film, level }), hole }]);
    expectLevels(grain, level);
    expect(grain.levels[1]![0]).toBeGreaterThan(1.1 * grain.levels[0]![0]!);
    expect(grain.levels[1]![0]).toBeGreaterThan(1.1 * grain.levels[2]![0]!);
  });

  it.each([
    ['a slope in 8-bit steps', slope],
    ['leaves with sharp edges', leaves],
    ['stripes', (x: number) => 0.4 * Math.sin(x / 1.5)],
    ['a weave', (x: number, y: number) => 0.3 * Math.sin(x / 2) * Math.sin(y / 2)],
    ['one tone', () => 0.3],
  ])('does not take %s for grain', (_, scene) => {
    const clean = photograph(scene, { ...film, level: () => 0 });
    const { levels } = measureGrain([{ image: clean, hole: nowhere }]);
    expect(Math.max(...levels.flat())).toBe(0);
  });

  it('finds the grain between the edges of leaves', () => {
    const grain = measureGrain([{ image: photograph(leaves, film), hole: nowhere }]);
    expectLevels(grain, film.level);
  });

  it('does not look into the hole', () => {
    const photo = photograph(slope, film);
    const damaged = fillWith(photo, slope, 0.3);
    expect(measureGrain([{ image: damaged, hole }])).toEqual(
      measureGrain([{ image: photo, hole }]),
    );
  });

  it('takes several areas together', () => {
    const dark = photograph(() => -0.5, film, 8);
    const bright = photograph(() => 0.5, film, 9);
    const grain = measureGrain([
      { image: dark, hole },
      { image: bright, hole },
    ]);
    expect(grain.tones[0]).toBeCloseTo(-0.5, 1);
    expect(grain.tones[2]).toBeCloseTo(0.5, 1);
    expectLevels(grain, film.level);
  });

  it('finds none where nothing is observed, and none without areas', () => {
    const everywhere = nowhere.map(() => 1);
    for (const areas of [[], [{ image: photograph(slope, film), hole: everywhere }]]) {
      expect(Math.max(...measureGrain(areas).levels.flat())).toBe(0);
    }
  });
});

describe('synthesiseGrain', () => {
  const photo = photograph(slope, film);
  const grain = measureGrain([{ image: photo, hole }]);
  const noise = createGaussianField(77);

  it('gives a smooth fill grain of the measured level and correlation', () => {
    const smooth = fillWith(photo, slope, 0);
    const image = copyOf(smooth);
    synthesiseGrain(image, hole, grain, noise, place);
    for (const channel of [0, 1, 2]) {
      expect(Math.abs(changeOf(image, smooth, channel) / 0.06 - 1)).toBeLessThan(0.15);
    }
    const added = (channel: number) =>
      inHole((i) => image.data[channel * pixels + i]! - smooth.data[channel * pixels + i]!);
    const [red, green] = [added(0), added(1)];
    const product = red.reduce((sum, value, i) => sum + value * green[i]!, 0) / red.length;
    expect(product / 0.06 ** 2).toBeGreaterThan(0.45);
    expect(product / 0.06 ** 2).toBeLessThan(0.75);
  });

  it('leaves observed pixels alone', () => {
    const image = fillWith(photo, slope, 0);
    synthesiseGrain(image, hole, grain, noise, place);
    const changed = image.data.findIndex(
      (value, index) => hole[index % pixels] === 0 && value !== photo.data[index],
    );
    expect(changed).toBe(-1);
  });

  it.each([
    [1, 0, 0.012],
    [0.7, 0.025, 0.047],
  ])('adds only what is missing where %f of the grain is there', (share, least, most) => {
    const fill = fillWith(photo, slope, share);
    const image = copyOf(fill);
    synthesiseGrain(image, hole, grain, noise, place);
    expect(changeOf(image, fill)).toBeGreaterThanOrEqual(least);
    expect(changeOf(image, fill)).toBeLessThan(most);
  });

  it.each([0, 0.4])(
    'adds the share it is told to of what is missing beside %f of it',
    (present) => {
      const fill = fillWith(photo, slope, present);
      const added = (share: number) => {
        const image = copyOf(fill);
        synthesiseGrain(image, hole, grain, noise, place, share);
        return changeOf(image, fill);
      };
      const whole = added(1);
      expect(whole).toBeGreaterThan(0.04);
      for (const share of [0.75, 0.5, 0.25]) expect(added(share) / whole).toBeCloseTo(share, 4);
      expect(added(0)).toBe(0);
    },
  );

  it('adds nothing to texture, and its usual share beside an edge', () => {
    const texture: Scene = (x, y) => 0.25 * Math.sin(1.3 * x) * Math.sin(1.1 * y);
    const textured = fillWith(photo, texture, 0);
    const image = copyOf(textured);
    synthesiseGrain(image, hole, grain, noise, place);
    expect(changeOf(image, textured)).toBeLessThan(0.01);

    const edge: Scene = (x) => (x < 80 ? -0.5 : 0.5);
    const edged = fillWith(photo, edge, 0);
    const beside = copyOf(edged);
    synthesiseGrain(beside, hole, grain, noise, place);
    expect(Math.abs(changeOf(beside, edged) / 0.06 - 1)).toBeLessThan(0.15);
  });

  it('works in a scratch two pixels wide, of which the rim shows grain', () => {
    const scratch = nowhere.map((_, index) => Number([80, 81].includes(index % size)));
    const image = copyOf(photo);
    scratch.forEach((isHole, at) => {
      if (!isHole) return;
      for (const channel of [0, 1, 2]) {
        image.data[channel * pixels + at] = slope(at % size, Math.floor(at / size));
      }
    });
    const smooth = copyOf(image);
    synthesiseGrain(image, scratch, grain, noise, place);
    const squares = [...image.data.keys()]
      .filter((at) => scratch[at % pixels] !== 0)
      .map((at) => (image.data[at]! - smooth.data[at]!) ** 2);
    const level = Math.sqrt(squares.reduce((sum, value) => sum + value, 0) / squares.length);
    expect(Math.abs(level / 0.06 - 1)).toBeLessThan(0.07);
  });

  it('gives a pixel the same grain whichever window it is in', () => {
    const flat = createImageTensor({ channels: 3, height: 40, width: 40 });
    const all = new Uint8Array(1600).fill(1);
    const [left, right] = [copyOf(flat), copyOf(flat)];
    synthesiseGrain(left, all, grain, noise, { x: 100, y: 60, width: 40, height: 40 });
    synthesiseGrain(right, all, grain, noise, { x: 116, y: 60, width: 40, height: 40 });
    for (let row = 0; row < 40; row++) {
      expect(right.data.subarray(row * 40, row * 40 + 24)).toEqual(
        left.data.subarray(row * 40 + 16, row * 40 + 40),
      );
    }
    expect(left.data[0]).not.toBe(0);
  });

  it('leaves a clean photo clean', () => {
    const clean = photograph(slope, { ...film, level: () => 0 });
    const image = copyOf(clean);
    synthesiseGrain(image, hole, measureGrain([{ image: clean, hole }]), noise, place);
    expect(image.data).toEqual(clean.data);
  });

  it('serves a luma plane', () => {
    const luma = photograph(slope, { ...film, channels: 1 });
    const smooth = fillWith(luma, slope, 0);
    const image = copyOf(smooth);
    synthesiseGrain(image, hole, measureGrain([{ image: luma, hole }]), noise, place);
    expect(Math.abs(changeOf(image, smooth) / 0.06 - 1)).toBeLessThan(0.15);
  });
});
