import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  centreOn,
  fitViewport,
  maximumScale,
  minimumScale,
  panBy,
  photoOrigin,
  photoToScreen,
  resizeViewport,
  screenToPhoto,
  wheelZoomFactor,
  zoomAt,
  zoomStep,
  type Viewport,
} from '../../../../src-renderer/viewer/viewport';

const size = (least: number, most: number) =>
  fc.record({
    width: fc.integer({ min: least, max: most }),
    height: fc.integer({ min: least, max: most }),
  });

const anyViewport = fc
  .record({
    photo: size(1, 20_000),
    screen: size(100, 4000),
    scale: fc.double({ min: minimumScale, max: maximumScale, noNaN: true }),
    x: fc.double({ min: 0, max: 1, noNaN: true }),
    y: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ photo, screen, scale, x, y }): Viewport => {
    const fitted = fitViewport(photo, screen, 24);
    return centreOn(fitted, { x: x * photo.width, y: y * photo.height }, scale);
  });

describe('a viewport', () => {
  it('turns photo points into screen points and back', () => {
    fc.assert(
      fc.property(anyViewport, fc.integer({ min: -500, max: 5000 }), (viewport, at) => {
        const point = screenToPhoto(viewport, { x: at, y: at + 7 });
        const back = photoToScreen(viewport, point);
        expect(back.x).toBeCloseTo(at, 6);
        expect(back.y).toBeCloseTo(at + 7, 6);
      }),
    );
  });

  it('lies on whole device pixels', () => {
    fc.assert(
      fc.property(anyViewport, (viewport) => {
        const { x, y } = photoOrigin(viewport);
        expect([x, y].every(Number.isInteger)).toBe(true);
      }),
    );
  });

  it('keeps the point under the pointer within a pixel while zooming inside a large photo', () => {
    const photo = { width: 12_000, height: 8500 };
    const start = centreOn(
      fitViewport(photo, { width: 900, height: 600 }, 24),
      { x: 6000, y: 4000 },
      1,
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 800 }),
        fc.integer({ min: 100, max: 500 }),
        fc.double({ min: 0.7, max: 30, noNaN: true }),
        (x, y, scale) => {
          const before = screenToPhoto(start, { x, y });
          const zoomed = zoomAt(start, scale, { x, y });
          const after = photoToScreen(zoomed, before);
          expect(Math.abs(after.x - x)).toBeLessThan(1.01);
          expect(Math.abs(after.y - y)).toBeLessThan(1.01);
        },
      ),
    );
  });

  it('never loses the photo, however far it is panned', () => {
    fc.assert(
      fc.property(
        anyViewport,
        fc.integer({ min: -1e6, max: 1e6 }),
        fc.integer({ min: -1e6, max: 1e6 }),
        (viewport, dx, dy) => {
          const { centre, photo } = panBy(viewport, dx, dy);
          expect(centre.x).toBeGreaterThanOrEqual(0);
          expect(centre.x).toBeLessThanOrEqual(photo.width);
          expect(centre.y).toBeGreaterThanOrEqual(0);
          expect(centre.y).toBeLessThanOrEqual(photo.height);
        },
      ),
    );
  });

  it('brings every edge of a photo that does not fit into view', () => {
    const viewport = centreOn(
      fitViewport({ width: 1000, height: 1000 }, { width: 900, height: 900 }, 24),
      { x: 500, y: 500 },
      1,
    );
    expect(photoOrigin(panBy(viewport, 5000, 5000)).x).toBeGreaterThanOrEqual(0);
    expect(photoOrigin(panBy(viewport, -5000, 0)).x + 1000).toBeLessThanOrEqual(900);
  });

  it('stays where it is with a photo that fits', () => {
    const viewport = fitViewport({ width: 2000, height: 1000 }, { width: 900, height: 600 }, 24);
    expect(panBy(viewport, 300, -200).centre).toEqual(viewport.centre);
  });

  it('leaves the margin free when it fits, and does not enlarge a small photo', () => {
    const wide = fitViewport({ width: 4000, height: 1000 }, { width: 1048, height: 800 }, 24);
    expect(wide.scale).toBe(0.25);
    expect(photoOrigin(wide).x).toBe(24);
    expect(fitViewport({ width: 100, height: 80 }, { width: 900, height: 600 }, 24).scale).toBe(1);
  });

  it('keeps the middle when the pane changes, and stays fitted when it was', () => {
    const photo = { width: 8000, height: 6000 };
    const fitted = fitViewport(photo, { width: 900, height: 600 }, 24);
    expect(resizeViewport(fitted, { width: 500, height: 500 }, 24).scale).toBeCloseTo(452 / 8000);
    const zoomed = centreOn(fitted, { x: 3000, y: 2000 }, 1);
    const resized = resizeViewport(zoomed, { width: 500, height: 500 }, 24);
    expect(resized.centre).toEqual({ x: 3000, y: 2000 });
    expect(resized.scale).toBe(1);
  });

  it('steps through named zooms up to its limits', () => {
    expect(zoomStep(0.62, 1)).toBe(0.67);
    expect(zoomStep(0.62, -1)).toBe(0.5);
    expect(zoomStep(1, 1)).toBe(1.5);
    expect(zoomStep(32, 1)).toBe(maximumScale);
    expect(zoomStep(0.01, -1)).toBe(minimumScale);
    expect(
      zoomAt(fitViewport({ width: 9, height: 9 }, { width: 9, height: 9 }, 0), 99, { x: 0, y: 0 })
        .scale,
    ).toBe(32);
  });

  it('zooms by at most a quarter an event', () => {
    expect(wheelZoomFactor(-5000, false)).toBe(1.25);
    expect(wheelZoomFactor(5000, true)).toBe(0.8);
    expect(wheelZoomFactor(-30, false)).toBeCloseTo(2 ** 0.1);
    expect(wheelZoomFactor(-10, true)).toBeCloseTo(2 ** 0.1);
  });
});
