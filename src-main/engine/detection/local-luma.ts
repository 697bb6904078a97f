import { intersectRegions } from '../tensor/region';
import type { LumaSource } from './luma-source';

const blockSide = 128;

/** Luma at a whole fraction of the photo's size, computed only where it is asked for. */
export class LocalLuma {
  /** Pixels of the photo along the side of one of these. */
  readonly scale: number;
  readonly width: number;
  readonly height: number;
  private readonly source: LumaSource;
  private readonly columns: number;
  private readonly blocks = new Map<number, Float32Array>();
  private lastKey = -1;
  private lastBlock: Float32Array = new Float32Array(0);

  constructor(source: LumaSource, scale: number) {
    this.source = source;
    this.scale = scale;
    this.width = Math.max(1, Math.floor(source.width / scale));
    this.height = Math.max(1, Math.floor(source.height / scale));
    this.columns = Math.ceil(this.width / blockSide);
  }

  /** Luma between the four nearest pixels; the edge pixel beyond the edges. */
  sample(x: number, y: number): number {
    const cx = Math.max(0, Math.min(this.width - 1, x));
    const cy = Math.max(0, Math.min(this.height - 1, y));
    const x0 = Math.floor(cx);
    const y0 = Math.floor(cy);
    const fx = cx - x0;
    const fy = cy - y0;
    const column = x0 & (blockSide - 1);
    const row = y0 & (blockSide - 1);
    if (
      column < blockSide - 1 &&
      row < blockSide - 1 &&
      x0 + 1 < this.width &&
      y0 + 1 < this.height
    ) {
      const block = this.blockAt(x0, y0);
      const at = row * blockSide + column;
      const top = block[at]! * (1 - fx) + block[at + 1]! * fx;
      const bottom = block[at + blockSide]! * (1 - fx) + block[at + blockSide + 1]! * fx;
      return top * (1 - fy) + bottom * fy;
    }
    const x1 = Math.min(this.width - 1, x0 + 1);
    const y1 = Math.min(this.height - 1, y0 + 1);
    const top = this.at(x0, y0) * (1 - fx) + this.at(x1, y0) * fx;
    const bottom = this.at(x0, y1) * (1 - fx) + this.at(x1, y1) * fx;
    return top * (1 - fy) + bottom * fy;
  }

  private at(x: number, y: number): number {
    return this.blockAt(x, y)[(y & (blockSide - 1)) * blockSide + (x & (blockSide - 1))]!;
  }

  private blockAt(x: number, y: number): Float32Array {
    const key = (y >> 7) * this.columns + (x >> 7);
    if (key === this.lastKey) return this.lastBlock;
    let block = this.blocks.get(key);
    if (!block) {
      block = this.readBlock(x >> 7, y >> 7);
      this.blocks.set(key, block);
    }
    this.lastKey = key;
    this.lastBlock = block;
    return block;
  }

  private readBlock(column: number, row: number): Float32Array {
    const { scale } = this;
    const whole = { x: 0, y: 0, width: this.width * scale, height: this.height * scale };
    const side = blockSide * scale;
    const region = intersectRegions(
      { x: column * side, y: row * side, width: side, height: side },
      whole,
    )!;
    const luma = this.source.readLuma(region);
    const block = new Float32Array(blockSide * blockSide);
    for (let i = 0; i < luma.length; i++) {
      const y = Math.floor(i / region.width);
      const x = i - y * region.width;
      const target = Math.floor(y / scale) * blockSide + Math.floor(x / scale);
      block[target]! += luma[i]! / (scale * scale);
    }
    return block;
  }
}
