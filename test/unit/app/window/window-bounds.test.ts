import { describe, expect, it } from 'vitest';
import { placeOnDesktop } from '../../../../src-main/app/window/window-bounds';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const second = { x: 1920, y: 0, width: 1280, height: 720 };
const place = { x: 2000, y: 100, width: 1000, height: 600, isMaximized: false };

describe('where the window opens', () => {
  it('is where it was while that screen is there', () => {
    expect(placeOnDesktop(place, [screen, second])).toEqual({
      x: 2000,
      y: 100,
      width: 1000,
      height: 600,
    });
  });

  it('is left to the system where the screen is gone, with the size kept', () => {
    expect(placeOnDesktop(place, [screen])).toEqual({ width: 1000, height: 600 });
  });

  it('is left to the system where only a sliver of the title bar would show', () => {
    const places = [
      { ...place, x: 1900, y: 100 },
      { ...place, x: -950, y: 100 },
      { ...place, x: 100, y: -20 },
      { ...place, x: 100, y: 1070 },
    ];
    for (const hidden of places) {
      expect(placeOnDesktop(hidden, [screen])).toEqual({ width: 1000, height: 600 });
    }
  });

  it('fits the screen, and never gets too small to work in', () => {
    expect(placeOnDesktop({ ...place, width: 5000, height: 5000 }, [second])).toMatchObject({
      width: 1280,
      height: 720,
    });
    expect(placeOnDesktop({ ...place, width: 10, height: 10 }, [screen])).toEqual({
      width: 900,
      height: 600,
    });
  });
});
