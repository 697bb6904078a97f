import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MaskLayer } from '../../../../src-renderer/mask/mask-layer';
import { MaskOverlay, type OverlayContent } from '../../../../src-renderer/mask/mask-overlay';
import { writeCoverage } from '../../../../src-renderer/mask/mask-write';
import { centreOn, fitViewport, type Viewport } from '../../../../src-renderer/viewer/viewport';

const photo = { width: 2000, height: 1500 };
const screen = { width: 300, height: 200 };
const style = { colour: [1, 2, 3] as const, fillOpacity: 0.5, hasOutline: true, lineWidthPx: 1 };
const at = (scale: number, x: number, y: number) =>
  centreOn(fitViewport(photo, screen, 0), { x, y }, scale);

/** Pixels that were drawn and handed to a canvas since the test began. */
let drawnPixels = 0;

class FakeImageData {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.data = new Uint8ClampedArray(width * height * 4);
  }
}

/** A canvas that holds words in place of pixels; one of another size is clear. */
class FakeCanvas {
  words = new Map<string, number>();
  globalCompositeOperation = 'source-over';
  private size = { width: 300, height: 150 };

  getContext(): this {
    return this;
  }
  get width(): number {
    return this.size.width;
  }
  set width(width: number) {
    this.size.width = width;
    this.words.clear();
  }
  get height(): number {
    return this.size.height;
  }
  set height(height: number) {
    this.size.height = height;
    this.words.clear();
  }
  clearRect(left: number, top: number, width: number, height: number): void {
    for (const name of [...this.words.keys()]) {
      const [x, y] = name.split(' ').map(Number);
      const isInside = x! >= left && x! < left + width && y! >= top && y! < top + height;
      if (isInside) this.words.delete(name);
    }
  }
  putImageData({ width, data }: FakeImageData, left: number, top: number): void {
    const words = new Uint32Array(data.buffer);
    drawnPixels += words.length;
    for (const [index, word] of words.entries()) {
      const name = `${left + (index % width)} ${top + Math.floor(index / width)}`;
      if (word === 0) this.words.delete(name);
      else this.words.set(name, word);
    }
  }
  drawImage(_self: this, dx: number, dy: number): void {
    const moved = new Map<string, number>();
    for (const [name, word] of this.words) {
      const [x, y] = name.split(' ').map(Number);
      const [left, top] = [x! + dx, y! + dy];
      const isInside = left >= 0 && left < this.width && top >= 0 && top < this.height;
      if (isInside) moved.set(`${left} ${top}`, word);
    }
    this.words = moved;
  }
}

beforeEach(() => {
  drawnPixels = 0;
  vi.stubGlobal('ImageData', FakeImageData);
  vi.stubGlobal('document', { createElement: () => new FakeCanvas() });
});
afterEach(() => vi.unstubAllGlobals());

function watch(mask: MaskLayer): MaskOverlay {
  const overlay = new MaskOverlay(mask, 'painted');
  mask.onChange((region) => overlay.invalidate(region));
  return overlay;
}

const stroke = (mask: MaskLayer, x: number, y: number, side = 20) => {
  const region = { x, y, width: side, height: side };
  writeCoverage(mask, 'paint', region, new Uint8Array(side * side).fill(255));
  mask.notify(region);
};

const wordsOf = (overlay: MaskOverlay) =>
  [...(overlay.canvas as unknown as FakeCanvas).words].sort(([a], [b]) => (a < b ? -1 : 1));

/** What it shows is what one shows that has just been made. */
function expectFresh(
  overlay: MaskOverlay,
  mask: MaskLayer,
  viewport: Viewport,
  content: OverlayContent,
): void {
  overlay.update(viewport, style, content);
  const before = drawnPixels;
  const fresh = new MaskOverlay(mask, 'painted');
  fresh.update(viewport, style, content);
  drawnPixels = before;
  expect(wordsOf(overlay)).toEqual(wordsOf(fresh));
}

describe('a mask over the picture', () => {
  it('costs nothing where there is none, however one zooms and pans', () => {
    const overlay = watch(new MaskLayer(photo.width, photo.height));
    for (const scale of [0.1, 0.2, 0.5, 1, 4]) {
      overlay.update(at(scale, 700, 700), style, 'plane');
      overlay.update(at(scale, 720, 690), style, 'plane');
    }
    expect(drawnPixels).toBe(0);
    expect(overlay.isEmpty).toBe(true);
  });

  it('costs nothing where it is hidden and no stroke is in hand', () => {
    const mask = new MaskLayer(photo.width, photo.height);
    const overlay = watch(mask);
    mask.beginEdit();
    stroke(mask, 500, 500);
    overlay.update(at(1, 510, 510), style, 'strokeInHand');
    expect(overlay.isEmpty).toBe(false);
    mask.commit();
    drawnPixels = 0;
    for (const scale of [1, 0.5, 2]) overlay.update(at(scale, 510, 510), style, 'strokeInHand');
    expect(drawnPixels).toBe(0);
    expect(overlay.isEmpty).toBe(true);
    expect(wordsOf(overlay)).toEqual([]);
  });

  it('is drawn anew, at another zoom, only where the mask has tiles', () => {
    const mask = new MaskLayer(photo.width, photo.height);
    const overlay = watch(mask);
    mask.beginEdit();
    stroke(mask, 100, 100);
    mask.commit();
    overlay.update(at(0.13, 1000, 750), style, 'plane');
    const whole = screen.width * screen.height;
    expect(drawnPixels).toBeGreaterThan(0);
    expect(drawnPixels).toBeLessThan(whole / 5);
    expectFresh(overlay, mask, at(0.15, 1000, 750), 'plane');
  });

  it('is the same as if it were drawn all anew, whatever was done before', () => {
    const mask = new MaskLayer(photo.width, photo.height);
    const overlay = watch(mask);
    expectFresh(overlay, mask, at(0.5, 600, 500), 'plane');
    expectFresh(overlay, mask, at(0.5, 640, 480), 'plane');
    mask.beginEdit();
    stroke(mask, 500, 500, 60);
    expectFresh(overlay, mask, at(0.5, 640, 480), 'plane');
    const first = mask.commit()!;
    mask.beginEdit();
    stroke(mask, 700, 400, 60);
    expectFresh(overlay, mask, at(0.5, 600, 500), 'plane');
    mask.cancel();
    expectFresh(overlay, mask, at(0.5, 600, 500), 'plane');
    expectFresh(overlay, mask, at(1, 600, 500), 'plane');
    mask.apply(first, 'undo');
    expectFresh(overlay, mask, at(1, 600, 500), 'plane');
    expect(overlay.isEmpty).toBe(true);
    mask.apply(first, 'redo');
    expectFresh(overlay, mask, at(1, 560, 520), 'plane');
    expectFresh(overlay, mask, at(1, 560, 520), 'strokeInHand');
    mask.beginEdit();
    stroke(mask, 520, 520, 80);
    expectFresh(overlay, mask, at(1, 540, 530), 'strokeInHand');
    mask.commit();
    expectFresh(overlay, mask, at(1, 540, 530), 'plane');
  });
});
