import type { ImageTensor } from '../engine/tensor/image-tensor';

/** Slopes, an edge and stripes in three tints: something of all a photo holds, in [-1, 1]. */
export function cleanTestPicture(height: number, width: number): ImageTensor {
  const data = Float32Array.from({ length: 3 * height * width }, (_, i) => {
    const x = (i % width) / width;
    const y = (Math.floor(i / width) % height) / height;
    const tint = Math.floor(i / (height * width)) / 3;
    const edge = x + y > 1 ? 0.4 : -0.3;
    const stripes = 0.2 * Math.sin(40 * x * (1 + y));
    return 0.6 * (edge + stripes + 0.4 * (y - tint));
  });
  return { channels: 3, height, width, data };
}

/** Sum of twelve uniform numbers less six: normal enough here, and the same on every computer. */
export function seededNoise(): () => number {
  let state = 1;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return () => {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += uniform();
    return sum;
  };
}
