import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { WeightingName } from '../../src-main/engine/red-diff/weighting';

/** Folder of the recorded reference trajectories; it lies beside a checkout and is no part of it. */
export const referenceFolder = path.resolve(
  import.meta.dirname,
  '../../../shared/golden/reddiff-reference',
);

/** Description of one recorded run, as its case.json has it. */
export interface ReferenceCase {
  readonly name: string;
  readonly image: readonly [channels: number, height: number, width: number];
  readonly degradation: string;
  readonly prior: 'gaussian' | 'conv';
  readonly steps: number;
  readonly timesteps_descending: readonly number[];
  readonly weight: WeightingName;
  readonly lambda_: number;
  readonly learning_rate: number;
  readonly adam_betas: readonly [number, number];
  readonly sigma_y: number;
  readonly measurement_shape: readonly number[];
  readonly mu_after_steps: readonly number[];
}

export const referenceNames = [
  'bicubic4-conv-linear',
  'colour-conv-linear',
  'deblur-gaussian-log',
  'denoise-conv-power2over3',
  'hdr-conv-linear',
  'inpaint-conv-linear',
  'inpaint-gaussian-linear',
  'inpaint-noisy-conv-sqrt',
  'sr4-conv-square',
  'sr4-gaussian-linear',
] as const;

export const isReferencePresent = existsSync(referenceFolder);

/** Reads a file of a case as little-endian 32-bit floats. */
export function readReferenceFloats(name: string, file: string): Float32Array {
  const bytes = readFileSync(path.join(referenceFolder, name, file));
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

export function readReferenceBytes(name: string, file: string): Uint8Array {
  return readFileSync(path.join(referenceFolder, name, file));
}

export function readReferenceCase(name: string): ReferenceCase {
  return JSON.parse(
    readFileSync(path.join(referenceFolder, name, 'case.json'), 'utf8'),
  ) as ReferenceCase;
}
