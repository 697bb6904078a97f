import type { JpegComponent, JpegFrame } from '../headers/jpeg-segments';

/** A JPEG that cannot be taken over block by block; `message` completes "because …". */
export class UnsupportedJpegError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'UnsupportedJpegError';
  }
}

/** The quantised coefficients of one colour component. */
export interface ComponentCoefficients extends JpegComponent {
  /** Blocks that hold the picture. */
  readonly blocksWide: number;
  readonly blocksHigh: number;
  /** Blocks in a row of `coefficients`: up to the last whole MCU. */
  readonly blocksPerRow: number;
  /** 64 values a block in zigzag order, row of blocks by row of blocks. */
  readonly coefficients: Int16Array;
  /** 64 quantiser steps in zigzag order. */
  readonly quantiser: readonly number[];
}

/** The minimum coded units of a JPEG (T.81 A.2): the blocks that belong to one area of the picture. */
export interface McuGrid {
  readonly mcusWide: number;
  readonly mcusHigh: number;
  /** Size of one in pixels. */
  readonly mcuWidth: number;
  readonly mcuHeight: number;
}

/** All coefficients of a JPEG. */
export interface JpegCoefficients extends McuGrid {
  readonly frame: JpegFrame;
  readonly components: readonly ComponentCoefficients[];
}

/** Where the coefficient number k of a zigzag sequence stands in an 8 x 8 block, row by row (T.81 figure A.6). */
export const zigzag = Uint8Array.of(
  0,
  1,
  8,
  16,
  9,
  2,
  3,
  10,
  17,
  24,
  32,
  25,
  18,
  11,
  4,
  5,
  12,
  19,
  26,
  33,
  40,
  48,
  41,
  34,
  27,
  20,
  13,
  6,
  7,
  14,
  21,
  28,
  35,
  42,
  49,
  56,
  57,
  50,
  43,
  36,
  29,
  22,
  15,
  23,
  30,
  37,
  44,
  51,
  58,
  59,
  52,
  45,
  38,
  31,
  39,
  46,
  53,
  60,
  61,
  54,
  47,
  55,
  62,
  63,
);

/** The grid of a frame. The blocks of a lone component are coded one by one, whatever its sampling factors (A.2.2). */
export function measureMcus({ width, height, components }: JpegFrame): McuGrid {
  const isLone = components.length === 1;
  const across = isLone ? 1 : Math.max(...components.map(({ horizontal }) => horizontal));
  const down = isLone ? 1 : Math.max(...components.map(({ vertical }) => vertical));
  return {
    mcusWide: Math.ceil(width / (8 * across)),
    mcusHigh: Math.ceil(height / (8 * down)),
    mcuWidth: 8 * across,
    mcuHeight: 8 * down,
  };
}

/**
 * Room for the coefficients of a frame, all 0.
 * @throws UnsupportedJpegError when a component's blocks do not divide an MCU evenly or a quantiser is missing.
 */
export function makeCoefficients(
  frame: JpegFrame,
  quantisers: ReadonlyMap<number, readonly number[]>,
): JpegCoefficients {
  const { width, height } = frame;
  const grid = measureMcus(frame);
  const { mcuWidth, mcuHeight } = grid;
  const isLone = frame.components.length === 1;
  const components = frame.components.map((component) => {
    const horizontal = isLone ? 1 : component.horizontal;
    const vertical = isLone ? 1 : component.vertical;
    const quantiser = quantisers.get(component.tableId);
    if (!quantiser) throw new UnsupportedJpegError('a quantisation table is missing');
    if ((mcuWidth / 8) % horizontal !== 0 || (mcuHeight / 8) % vertical !== 0) {
      throw new UnsupportedJpegError('its chroma is subsampled unevenly');
    }
    const blocksPerRow = grid.mcusWide * horizontal;
    return {
      ...component,
      horizontal,
      vertical,
      blocksWide: Math.ceil((width * horizontal) / mcuWidth),
      blocksHigh: Math.ceil((height * vertical) / mcuHeight),
      blocksPerRow,
      coefficients: new Int16Array(blocksPerRow * grid.mcusHigh * vertical * 64),
      quantiser,
    };
  });
  return { ...grid, frame, components };
}
