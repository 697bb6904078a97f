import type { LumaLevel } from './luma-pyramid';
import { usualStrength } from './evidence';

/** Side of the squares over which responses are averaged; tiles consist of whole ones. */
export const blockSide = 16;

/** Responses of a sensor or of film grain that is hardly there; without it, perfectly flat areas would make much of nothing. */
const quietResponse = 0.0025;

/** What is usual around each place: the median of the mean responses of 5 x 5 blocks of 16 px. */
export class BlockFloor {
  private readonly columns: number;
  private readonly rows: number;
  private readonly width: number;
  private readonly sums: Float64Array;
  private readonly counts: Uint32Array;

  constructor({ width, height }: Pick<LumaLevel, 'width' | 'height'>) {
    this.width = width;
    this.columns = Math.ceil(width / blockSide);
    this.rows = Math.ceil(height / blockSide);
    this.sums = new Float64Array(this.columns * this.rows);
    this.counts = new Uint32Array(this.columns * this.rows);
  }

  /** A response of 0..1 in one byte, fine where it is small. */
  static encode(response: number): number {
    return Math.min(255, Math.max(1, Math.round(255 * Math.sqrt(response))));
  }

  /** Counts the response of one pixel. */
  add(x: number, y: number, response: number): void {
    const block = (y >> 4) * this.columns + (x >> 4);
    this.sums[block]! += response;
    this.counts[block]!++;
  }

  /** Turns encoded responses, in place, into strengths: multiples of what is usual there. */
  normalise(plane: Uint8Array): void {
    const floors = this.smoothFloors();
    for (let index = 0; index < plane.length; index++) {
      const byte = plane[index]!;
      if (byte === 0) continue;
      const y = Math.floor(index / this.width);
      const x = index - y * this.width;
      const floor = floors[(y >> 4) * this.columns + (x >> 4)]!;
      plane[index] = Math.min(255, (usualStrength * (byte / 255) ** 2) / floor);
    }
  }

  /** The median, so that a fold through the neighbourhood does not count as what is usual there. */
  private smoothFloors(): Float32Array {
    const floors = new Float32Array(this.sums.length);
    const around: number[] = [];
    for (let row = 0; row < this.rows; row++) {
      for (let column = 0; column < this.columns; column++) {
        around.length = 0;
        for (let y = Math.max(0, row - 2); y <= Math.min(this.rows - 1, row + 2); y++) {
          for (let x = Math.max(0, column - 2); x <= Math.min(this.columns - 1, column + 2); x++) {
            const block = y * this.columns + x;
            around.push(this.sums[block]! / this.counts[block]!);
          }
        }
        around.sort((a, b) => a - b);
        floors[row * this.columns + column] = quietResponse + around[around.length >> 1]!;
      }
    }
    return floors;
  }
}
