import { halfMasked } from './mask-tiles';

/** How a mask is drawn over the picture. */
export interface OverlayStyle {
  /** RGB, 0..255 each. */
  readonly colour: readonly [number, number, number];
  /** Opacity of the fill, [0, 1]; 0 = none. */
  readonly fillOpacity: number;
  readonly hasOutline: boolean;
  /** Of each of the outline's two lines, in device pixels. */
  readonly lineWidthPx: number;
}

/** Mask values around a rectangle of the screen, with a border of `borderPx` on every side. */
export interface ScreenMask {
  /** Of the rectangle, without the border. */
  readonly width: number;
  readonly height: number;
  readonly borderPx: number;
  /** (width + 2 border) x (height + 2 border) values, 0..255. */
  readonly values: Uint8Array;
  /** For each of those rows: 0 where all its values are 0. */
  readonly usedRows: Uint8Array;
}

const white = 0xffffffff;
const black = 0xff000000;

/** Colours of the fill for each mask value, as little-endian RGBA words, alpha not premultiplied. */
function fillTable({ colour: [red, green, blue], fillOpacity }: OverlayStyle): Uint32Array {
  const table = new Uint32Array(256);
  for (let value = 1; value < 256; value += 1) {
    const alpha = Math.round(fillOpacity * value);
    table[value] = ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  }
  return table;
}

/**
 * Draws fill and outline: outside the edge a black line, inside it a white one, so that one of the two stands out on any
 * picture. @param rgba receives width x height words
 */
export function rasterOverlay(mask: ScreenMask, style: OverlayStyle, rgba: Uint32Array): void {
  const { width, height, borderPx, values, usedRows } = mask;
  const stride = width + 2 * borderPx;
  const table = fillTable(style);
  const reach = style.hasOutline ? style.lineWidthPx : 0;
  rgba.fill(0);
  for (let y = 0; y < height; y += 1) {
    if (!hasUsedRow(usedRows, y + borderPx, reach)) continue;
    let source = (y + borderPx) * stride + borderPx;
    for (let index = y * width; index < (y + 1) * width; index += 1, source += 1) {
      const value = values[source]!;
      if (reach > 0 && isNearEdge(values, source, stride, reach, value)) {
        rgba[index] = value >= halfMasked ? white : black;
      } else rgba[index] = table[value]!;
    }
  }
}

function hasUsedRow(usedRows: Uint8Array, row: number, reach: number): boolean {
  for (let index = row - reach; index <= row + reach; index += 1) {
    if (usedRows[index] === 1) return true;
  }
  return false;
}

/** True where a pixel within `reach`, up, down, left or right, lies on the other side of the halfMasked. */
function isNearEdge(
  values: Uint8Array,
  index: number,
  stride: number,
  reach: number,
  value: number,
): boolean {
  let differing = 0;
  for (let step = 1; step <= reach; step += 1) {
    const down = step * stride;
    differing |=
      (values[index - step]! ^ value) |
      (values[index + step]! ^ value) |
      (values[index - down]! ^ value) |
      (values[index + down]! ^ value);
  }
  // The halfMasked is the highest bit.
  return (differing & halfMasked) !== 0;
}
