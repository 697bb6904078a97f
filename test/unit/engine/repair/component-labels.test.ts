import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findDamageRuns,
  labelComponents,
} from '../../../../src-main/engine/repair/component-labels';
import type { DamageField } from '../../../../src-main/engine/repair/damage-field';
import { damageFields } from './paint-damage';

function fieldOf(...rows: string[]): DamageField {
  const width = rows[0]!.length;
  const data = Uint8Array.from(rows.join(''), (character) => (character === '#' ? 255 : 0));
  return { width, height: rows.length, data };
}

/** Component sizes by flood fill, in the order of their first pixel. */
function floodSizes({ width, height, data }: DamageField): number[] {
  const left = data.slice();
  const sizes: number[] = [];
  for (let start = 0; start < left.length; start++) {
    if (left[start] === 0) continue;
    let size = 0;
    const waiting = [start];
    left[start] = 0;
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      size++;
      const [x, y] = [index % width, Math.floor(index / width)];
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          if (left[ny * width + nx] === 0) continue;
          left[ny * width + nx] = 0;
          waiting.push(ny * width + nx);
        }
      }
    }
    sizes.push(size);
  }
  return sizes;
}

describe('labelComponents', () => {
  it('joins pixels that touch at a corner and keeps a gap of one pixel', () => {
    const { components } = labelComponents(fieldOf('#...', '.#.#', '....', '#..#'));
    expect(components).toEqual([
      { region: { x: 0, y: 0, width: 2, height: 2 }, pixelCount: 2 },
      { region: { x: 3, y: 1, width: 1, height: 1 }, pixelCount: 1 },
      { region: { x: 0, y: 3, width: 1, height: 1 }, pixelCount: 1 },
      { region: { x: 3, y: 3, width: 1, height: 1 }, pixelCount: 1 },
    ]);
  });

  it('sees that two arms are one component when they meet at the bottom', () => {
    const { components, componentOfRun } = labelComponents(fieldOf('#..#', '#..#', '####'));
    expect(components).toEqual([{ region: { x: 0, y: 0, width: 4, height: 3 }, pixelCount: 8 }]);
    expect(new Set(componentOfRun)).toEqual(new Set([0]));
  });

  it('counts what a flood fill counts', () => {
    fc.assert(
      fc.property(damageFields(60), (field) => {
        const { components, componentOfRun, runs } = labelComponents(field);
        expect(components.map(({ pixelCount }) => pixelCount)).toEqual(floodSizes(field));
        const counted = components.map(() => 0);
        componentOfRun.forEach((component, run) => {
          counted[component]! += runs.endX[run]! - runs.startX[run]!;
        });
        expect(counted).toEqual(components.map(({ pixelCount }) => pixelCount));
      }),
    );
  });
});

describe('findDamageRuns', () => {
  it('finds every damaged pixel once, wherever the bytes lie in their buffer', () => {
    const sparse = fc.array(fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 255), { maxLength: 200 });
    fc.assert(
      fc.property(sparse, fc.integer({ min: 1, max: 20 }), fc.nat(7), (bytes, width, offset) => {
        const height = Math.ceil(bytes.length / width);
        const data = new Uint8Array(new ArrayBuffer(width * height + offset), offset);
        data.set(bytes);
        const { count, y, startX, endX } = findDamageRuns({ width, height, data });
        const found = new Uint8Array(data.length);
        for (let run = 0; run < count; run++) {
          expect(endX[run]).toBeGreaterThan(startX[run]!);
          expect(endX[run]).toBeLessThanOrEqual(width);
          for (let x = startX[run]!; x < endX[run]!; x++) found[y[run]! * width + x]!++;
        }
        expect(found).toEqual(data.map((value) => Math.min(value, 1)));
      }),
    );
  });

  it('refuses data that do not fit the sides', () => {
    expect(() => findDamageRuns({ width: 3, height: 2, data: new Uint8Array(5) })).toThrow(
      'Expected 6 damage values for 3 x 2 pixels but received 5.',
    );
  });
});
