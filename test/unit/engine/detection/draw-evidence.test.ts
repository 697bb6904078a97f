import { describe, expect, it } from 'vitest';
import {
  drawEvidence,
  type DrawnEvidence,
} from '../../../../src-main/engine/detection/draw-evidence';
import type { LumaLevel } from '../../../../src-main/engine/detection/luma-pyramid';

const side = 64;

/** Mid-grey photo of 64 x 64 at two sizes, with nothing seen in it. */
function nothingSeen() {
  const levels = [1, 2].map((scale): LumaLevel => {
    const width = side / scale;
    const data = new Uint16Array(width * width).fill(30_000);
    return { scale, width, height: width, data };
  });
  const evidence = levels.map((level) => ({
    level,
    lineStrength: new Uint8Array(level.data.length),
    speckStrength: new Uint8Array(level.data.length),
  }));
  return { levels, evidence };
}

function draw(seen: DrawnEvidence, level: number, threshold: number) {
  const width = side / 2 ** level;
  const grey = new Uint8Array(width * width);
  drawEvidence(seen, level, { x: 0, y: 0, width, height: width }, threshold, grey);
  return (x: number, y: number) => grey[y * width + x]!;
}

describe('the picture of what the detector sees', () => {
  it('is dark where nothing speaks for damage, a little less so where the photo is bright', () => {
    const seen = nothingSeen();
    seen.levels[0]!.data.fill(65_535, 32 * side);
    const at = draw(seen, 0, 0);
    expect(at(10, 10)).toBeLessThan(60);
    expect(at(10, 50)).toBeGreaterThan(at(10, 10));
    expect(at(10, 50)).toBeLessThan(80);
  });

  it('shows lines and specks as bright as they are strong, above the threshold alone', () => {
    const seen = nothingSeen();
    const [fine] = seen.evidence;
    fine!.lineStrength[10 * side + 10] = 60;
    fine!.lineStrength[10 * side + 20] = 200;
    fine!.speckStrength[10 * side + 30] = 200;
    const low = draw(seen, 0, 0);
    expect(low(10, 10)).toBeGreaterThan(100);
    expect(low(20, 10)).toBe(255);
    expect(low(30, 10)).toBe(255);
    const high = draw(seen, 0, 0.6);
    expect(high(10, 10)).toBe(high(5, 5));
    expect(high(20, 10)).toBeGreaterThan(200);
  });

  it('shows coarse lines in the full size, and fine ones in a reduced size', () => {
    const seen = nothingSeen();
    seen.evidence[1]!.lineStrength[16 * 32 + 8] = 255;
    seen.evidence[0]!.lineStrength[50 * side + 51] = 255;
    const full = draw(seen, 0, 0);
    expect(full(16, 32)).toBeGreaterThan(150);
    expect(full(24, 32)).toBeLessThan(60);
    const half = draw(seen, 1, 0);
    expect(half(8, 16)).toBe(255);
    expect(half(25, 25)).toBe(255);
    expect(half(26, 25)).toBeLessThan(60);
  });

  it('is plain before anything was looked at', () => {
    const at = draw({ levels: [], evidence: [] }, 0, 0.5);
    expect(at(0, 0)).toBeLessThan(40);
    expect(at(63, 63)).toBe(at(0, 0));
  });
});
