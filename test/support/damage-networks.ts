import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DamageNetwork } from '../../src-main/engine/detection/damage-network';
import type { ImageTensor } from '../../src-main/engine/tensor/image-tensor';
import { writeOnnx, type OnnxGraph } from './onnx-writer';

/** A network whose answers a test chooses; it keeps what it was asked. */
export function createDamageNetwork(
  answer: (planes: ImageTensor, index: number) => number,
): DamageNetwork & { readonly asked: readonly ImageTensor[] } {
  const asked: ImageTensor[] = [];
  return {
    sizeMultiple: 16,
    haloPx: 32,
    asked,
    logits(planes) {
      asked.push(planes);
      const { height, width } = planes;
      return Promise.resolve(
        Float32Array.from({ length: height * width }, (_, index) => answer(planes, index)),
      );
    },
  };
}

/**
 * A network that takes what differs from both pixels 8 px beside it for damage, and nothing else.
 * @param rowsAside says so of a pixel that lies so many rows above
 */
export function createContrastNetwork(rowsAside = 0): ReturnType<typeof createDamageNetwork> {
  return createDamageNetwork(({ data, width }, index) => {
    const at = (offset: number) => data[index + rowsAside * width + offset] ?? 0;
    const standsOut = (offset: number) => {
      const [before, after] = [at(0) - at(-offset), at(0) - at(offset)];
      return Math.min(before, after) > 0.1 || Math.max(before, after) < -0.1;
    };
    return standsOut(8) || standsOut(8 * width) ? 6 : -6;
  });
}

/** Six logits a pixel, the last of which is plane 0 times `gain`, the others 0. */
function lumaGraph(gain: number, inputName = 'planes'): OnnxGraph {
  const kernel = new Float32Array(6 * 3);
  kernel[5 * 3] = gain;
  const image = (name: string, channels: number) => ({
    name,
    type: 'float32' as const,
    shape: ['n', channels, 'h', 'w'],
  });
  return {
    inputs: [image(inputName, 3)],
    outputs: [image('logits', 6)],
    constants: [{ name: 'kernel', shape: [6, 3, 1, 1], values: kernel }],
    nodes: [{ operator: 'Conv', inputs: [inputName, 'kernel'], outputs: ['logits'] }],
  };
}

/** Writes a network whose log odds are plane 0 times `gain` into `models/NAME`. @returns its folder */
export async function writeDamageNetwork(
  models: string,
  { name = 'damage-tiny', gain = 4, inputName = 'planes' } = {},
): Promise<string> {
  const folder = path.join(models, name);
  await mkdir(folder, { recursive: true });
  const weights = writeOnnx(lumaGraph(gain, inputName));
  const manifest = {
    formatVersion: 1,
    kind: 'damage-detector',
    id: name,
    weights: {
      file: 'damage.onnx',
      byteLength: weights.length,
      sha256: createHash('sha256').update(weights).digest('hex'),
    },
    sizeMultiple: 16,
    haloPx: 96,
    input: 'planes',
    output: 'logits',
    outputs: ['dust', 'scratch', 'crease', 'tear', 'stain', 'any'],
  };
  await writeFile(path.join(folder, 'damage.onnx'), weights);
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}
