import { setImmediate } from 'node:timers/promises';
import { samplesPerPixel, type PhotoSamples } from '../../../src-shared/model/photo';
import type { Region } from '../../engine/tensor/region';
import type { ConvertPixels } from './colour/convert-plain';
import { halveRows } from './halve-pixels';

/** Longest side of the level that is made first, from a few pixels of each block. */
const previewSidePx = 2048;
/** Full-size pixels that are worked on before others get their turn. */
const slicePixels = 400_000;

const rowState = { missing: 0, preview: 1, exact: 2 } as const;

/** One level: `channels` bytes a pixel (grey, grey and alpha, RGB, or RGBA) and what is known of each row. */
interface PyramidLevel {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  readonly rows: Uint8Array;
}

/**
 * The file as opened at a half, a quarter ... of its size, in sRGB: level n has ceil(width / 2^n) x ceil(height / 2^n) pixels,
 * each the mean of 2 x 2 of the level above. Level 0 is not held. A rough picture comes first; the exact rows replace it.
 */
export class TilePyramid {
  /** Down to the level of one pixel; 0 for a photo of one pixel. */
  readonly levelCount: number;
  private readonly photo: PhotoSamples;
  private readonly convert: ConvertPixels;
  private readonly channels: 1 | 2 | 3 | 4;
  /** Index 0 is level 1. */
  private readonly levels: readonly PyramidLevel[];
  private readonly previewLevel: number;
  private missingRows: number;
  /** Two rows of RGBA to be averaged. */
  private readonly twoRows: Uint8Array;
  private readonly coarseRow: Uint8Array;
  private preview: Promise<void> | undefined;
  private onceExact: (() => void)[] = [];

  constructor(photo: PhotoSamples, convert: ConvertPixels) {
    this.photo = photo;
    this.convert = convert;
    this.channels = storedChannels(photo);
    this.levels = createLevels(photo, this.channels);
    this.levelCount = this.levels.length;
    this.previewLevel = 1 + this.levels.findIndex(isPreviewSized);
    this.missingRows = this.levels[0]?.height ?? 0;
    this.twoRows = new Uint8Array(8 * Math.max(2, photo.width));
    this.coarseRow = new Uint8Array(4 * Math.max(1, Math.ceil(photo.width / 2)));
  }

  /** True once every level is exact. */
  get isExact(): boolean {
    return this.missingRows === 0;
  }

  /** Resolves as soon as every level is exact; never where the photo is closed before. */
  whenExact(): Promise<void> {
    if (this.isExact) return Promise.resolve();
    return new Promise((resolve) => this.onceExact.push(resolve));
  }

  /** False for a photo so small that the exact picture is as quickly made. */
  private get hasPreview(): boolean {
    return this.previewLevel > 1;
  }

  /** Bytes that all levels take. */
  get byteLength(): number {
    return this.levels.reduce((sum, { pixels }) => sum + pixels.length, 0);
  }

  /** Makes everything, giving way to other work in between; stops early, and may be called again, when `signal` is aborted. */
  async build(signal?: AbortSignal): Promise<void> {
    await this.makePreview();
    for (let row = 0; row < (this.levels[0]?.height ?? 0);) {
      const end = row + this.rowsInSlice(2 * this.photo.width);
      for (; row < end && row < this.levels[0]!.height; row++) this.makeExact(row);
      await setImmediate();
      if (signal?.aborted) return;
    }
  }

  /**
   * Makes at least a rough picture of rows of a level, and an exact one where `isExact` or where there is no rough one to be
   * had. Level 0 needs nothing.
   */
  async prepare(level: number, top: number, height: number, isExact: boolean): Promise<void> {
    if (level === 0 || this.isExact) return;
    if (this.hasPreview && level >= this.previewLevel && !isExact) return this.makePreview();
    const scale = 2 ** (level - 1);
    const rows = this.levels[0]!.height;
    for (let row = top * scale; row < Math.min(rows, (top + height) * scale);) {
      const end = Math.min(rows, row + this.rowsInSlice(2 * this.photo.width));
      for (; row < end; row++) this.makeExact(row);
      await setImmediate();
    }
  }

  /** True where a region of a level is what its name says, and no rough picture. */
  isRegionExact(level: number, { y, height }: Region): boolean {
    if (level === 0) return true;
    return this.levels[level - 1]!.rows.subarray(y, y + height).every(
      (state) => state === rowState.exact,
    );
  }

  /** Writes a region of a level (1 or more) as RGBA, row by row. */
  read(level: number, region: Region, rgba: Uint8Array): void {
    const { width, pixels } = this.levels[level - 1]!;
    for (let row = 0; row < region.height; row++) {
      const start = (region.y + row) * width + region.x;
      unpack(pixels, this.channels, start, region.width, rgba, 4 * row * region.width);
    }
  }

  /** Row of level 1 from two rows of the photo, and every coarser row that this completes. */
  private makeExact(row: number): void {
    if (this.levels[0]!.rows[row] === rowState.exact) return;
    this.missingRows--;
    const { width, height, data } = this.photo;
    const rowLength = width * samplesPerPixel(this.photo);
    const hasLower = 2 * row + 1 < height;
    this.convert(data, 2 * row * rowLength, hasLower ? 2 * width : width, this.twoRows, 0);
    halveRows(this.twoRows, hasLower, width, this.coarseRow);
    this.storeRow(1, row, rowState.exact);
    if (!this.isExact) return;
    for (const resolve of this.onceExact) resolve();
    this.onceExact = [];
  }

  /** Puts `coarseRow` into a level, and goes on to the next level when the row beside it is there too. */
  private storeRow(level: number, row: number, state: number): void {
    const { width, height, pixels, rows } = this.levels[level - 1]!;
    pack(this.coarseRow, width, pixels, this.channels, row * width);
    rows[row] = state;
    const first = row - (row % 2);
    const second = Math.min(first + 1, height - 1);
    if (level === this.levelCount || rows[first]! < state || rows[second]! < state) return;
    const count = (second - first + 1) * width;
    unpack(pixels, this.channels, first * width, count, this.twoRows, 0);
    halveRows(this.twoRows, second > first, width, this.coarseRow);
    this.storeRow(level + 1, first / 2, state);
  }

  private makePreview(): Promise<void> {
    this.preview ??= this.samplePreview();
    return this.preview;
  }

  /** The first level of a handy size from four pixels of each of its blocks, the coarser ones from it. */
  private async samplePreview(): Promise<void> {
    if (!this.hasPreview) return;
    const { height, rows } = this.levels[this.previewLevel - 1]!;
    for (let row = 0; row < height;) {
      const end = Math.min(height, row + this.rowsInSlice(4 * this.photo.width));
      for (; row < end; row++) {
        if (rows[row] === rowState.missing) this.sampleRow(row);
      }
      await setImmediate();
    }
  }

  private sampleRow(row: number): void {
    const { width, height, data } = this.photo;
    const side = 2 ** this.previewLevel;
    const stride = samplesPerPixel(this.photo);
    const columns = this.levels[this.previewLevel - 1]!.width;
    for (let half = 0, to = 0; half < 2; half++) {
      const y = Math.min(height - 1, row * side + ((1 + 2 * half) * side) / 4);
      for (let column = 0; column < 2 * columns; column++, to += 4) {
        const x = Math.min(width - 1, ((1 + 2 * column) * side) / 4);
        this.convert(data, (y * width + x) * stride, 1, this.twoRows, to);
      }
    }
    halveRows(this.twoRows, true, 2 * columns, this.coarseRow);
    this.storeRow(this.previewLevel, row, rowState.preview);
  }

  private rowsInSlice(pixelsPerRow: number): number {
    return Math.max(1, Math.floor(slicePixels / pixelsPerRow));
  }
}

function storedChannels({ colourModel, hasAlpha }: PhotoSamples): 1 | 2 | 3 | 4 {
  if (colourModel === 'grey') return hasAlpha ? 2 : 1;
  return hasAlpha ? 4 : 3;
}

function createLevels(photo: PhotoSamples, channels: number): PyramidLevel[] {
  const levels: PyramidLevel[] = [];
  let { width, height } = photo;
  while (Math.max(width, height) > 1) {
    width = Math.ceil(width / 2);
    height = Math.ceil(height / 2);
    const pixels = new Uint8Array(width * height * channels);
    levels.push({ width, height, pixels, rows: new Uint8Array(height) });
  }
  return levels;
}

function isPreviewSized({ width, height }: PyramidLevel): boolean {
  return Math.max(width, height) <= previewSidePx;
}

/** RGBA to stored channels. */
function pack(
  rgba: Uint8Array,
  count: number,
  pixels: Uint8Array,
  channels: 1 | 2 | 3 | 4,
  start: number,
): void {
  if (channels === 4) {
    pixels.set(rgba.subarray(0, 4 * count), 4 * start);
    return;
  }
  let to = start * channels;
  for (let from = 0; from < 4 * count; from += 4) {
    pixels[to++] = rgba[from]!;
    if (channels === 3) {
      pixels[to++] = rgba[from + 1]!;
      pixels[to++] = rgba[from + 2]!;
    } else if (channels === 2) {
      pixels[to++] = rgba[from + 3]!;
    }
  }
}

/** Stored channels to RGBA. */
function unpack(
  pixels: Uint8Array,
  channels: 1 | 2 | 3 | 4,
  start: number,
  count: number,
  rgba: Uint8Array,
  rgbaStart: number,
): void {
  if (channels === 4) {
    rgba.set(pixels.subarray(4 * start, 4 * (start + count)), rgbaStart);
    return;
  }
  const [green, blue] = channels === 3 ? [1, 2] : [0, 0];
  let from = start * channels;
  const end = rgbaStart + 4 * count;
  for (let to = rgbaStart; to < end; to += 4, from += channels) {
    rgba[to] = pixels[from]!;
    rgba[to + 1] = pixels[from + green]!;
    rgba[to + 2] = pixels[from + blue]!;
    rgba[to + 3] = channels === 2 ? pixels[from + 1]! : 255;
  }
}
