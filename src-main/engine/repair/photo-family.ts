import { createImageTensor } from '../tensor/image-tensor';
import type { RepairSource } from './repair-source';
import { detectTintAxis, type TintAxis } from './tint-axis';

/** Pixels that decide whether a photo is grey, tinted or in colour. */
const sampledPixels = 60_000;

/** The colour family of a photo, told from observed pixels on a regular grid over the whole of it. */
export function detectPhotoFamily(source: RepairSource): TintAxis {
  const { width, height, data } = source.unobserved;
  const stride = Math.max(1, Math.floor(Math.sqrt((width * height) / sampledPixels)));
  const columns = Math.ceil(width / stride);
  const values: number[][] = [[], [], []];
  for (let y = Math.min(height - 1, stride >> 1); y < height; y += stride) {
    const row = source.readWindow({ x: 0, y, width, height: 1 });
    for (let column = 0; column < columns; column++) {
      const x = Math.min(width - 1, column * stride + (stride >> 1));
      if (data[y * width + x] !== 0) continue;
      values.forEach((channel, index) => channel.push(row.data[index * width + x]!));
    }
  }
  const count = values[0]!.length;
  if (count === 0) return { kind: 'colour' };
  return detectTintAxis(
    createImageTensor({ channels: 3, height: 1, width: count }, Float32Array.from(values.flat())),
  );
}
