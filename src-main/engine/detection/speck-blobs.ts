import type { Region } from '../tensor/region';
import type { Evidence } from './evidence';

/** A compact place that differs from what surrounds it. */
export interface Blob {
  /** Indices of its pixels in the level. */
  readonly pixels: readonly number[];
  readonly region: Region;
  readonly isDark: boolean;
  /** Largest strength in it. */
  readonly peakStrength: number;
}

/** A blob needs one pixel of three and a half times the usual response; its other pixels need 40 % of its strongest, at least twice the usual. */
const seedStrength = 56;
const lowestStrength = 32;
const shareOfPeak = 0.4;
const mostPixels = 900;
const shadowPx = 2;

/** Grows blobs from their strongest pixels, the strongest blobs first; what grows too large is part of something else. */
export function findBlobs(evidence: Evidence): readonly Blob[] {
  const { speckStrength } = evidence;
  const isVisited = new Uint8Array(speckStrength.length);
  const blobs: Blob[] = [];
  for (const seed of seedsByStrength(speckStrength)) {
    if (isVisited[seed] === 1) continue;
    const pixels = growBlob(evidence, seed, isVisited);
    castShadow(pixels, evidence.level, isVisited);
    if (pixels.length > mostPixels) continue;
    blobs.push({
      pixels,
      region: boundsOf(pixels, evidence.level.width),
      isDark: evidence.speckIsDark[seed] === 1,
      peakStrength: speckStrength[seed]!,
    });
  }
  return blobs;
}

function seedsByStrength(strength: Uint8Array): number[] {
  const byStrength: number[][] = Array.from({ length: 256 }, () => []);
  for (let index = 0; index < strength.length; index++) {
    if (strength[index]! >= seedStrength) byStrength[strength[index]!]!.push(index);
  }
  return byStrength.reverse().flat();
}

function growBlob(
  { level: { width, height }, speckStrength, speckIsDark }: Evidence,
  seed: number,
  isVisited: Uint8Array,
): number[] {
  const bar = Math.max(lowestStrength, shareOfPeak * speckStrength[seed]!);
  const pixels = [seed];
  isVisited[seed] = 1;
  for (let head = 0; head < pixels.length; head++) {
    const index = pixels[head]!;
    const y = Math.floor(index / width);
    const x = index - y * width;
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        const next = ny * width + nx;
        if (isVisited[next] === 1 || speckStrength[next]! < bar) continue;
        if (speckIsDark[next] !== speckIsDark[seed]) continue;
        isVisited[next] = 1;
        pixels.push(next);
      }
    }
  }
  return pixels;
}

/** The rim of a blob is no blob of its own. */
function castShadow(
  pixels: readonly number[],
  { width, height }: { width: number; height: number },
  isVisited: Uint8Array,
): void {
  for (const index of pixels) {
    const y = Math.floor(index / width);
    const x = index - y * width;
    const last = Math.min(width - 1, x + shadowPx);
    for (let ny = Math.max(0, y - shadowPx); ny <= Math.min(height - 1, y + shadowPx); ny++) {
      isVisited.fill(1, ny * width + Math.max(0, x - shadowPx), ny * width + last + 1);
    }
  }
}

function boundsOf(pixels: readonly number[], width: number): Region {
  let left = Infinity;
  let right = -1;
  let top = Infinity;
  let bottom = -1;
  for (const index of pixels) {
    const y = Math.floor(index / width);
    const x = index - y * width;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
