import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { openPhoto } from '../../../imaging/decode';
import type { PhotoSamples } from '../../../../src-shared/model/photo';
import { UsageError } from '../../usage-error';
import { damageClasses, type LabelledObject, type LabelledPicture } from './labelled-picture';

const indexSchema = z.object({
  seed: z.int(),
  labels: z.record(z.string(), z.int().min(0).max(255)),
  examples: z.array(z.string().regex(/^\d+$/)),
});

/** A picture with drawn damage, and the same without. */
export interface DrawnExample extends LabelledPicture {
  readonly clean: PhotoSamples;
}

/** Fewer connected pixels are the crumbs of something larger. */
const smallestObjectPixels = 3;

/**
 * The names of the examples that `python -m training damage-set` has written.
 * @throws UsageError when there are none
 */
export async function listDrawnExamples(folder: string): Promise<readonly string[]> {
  const file = path.join(folder, 'index.json');
  try {
    return indexSchema.parse(JSON.parse(await readFile(file, 'utf8'))).examples;
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new UsageError(
      `The list of drawn damage ${file} could not be read (${detail}); write the folder with python -m training damage-set and name it with --drawn.`,
    );
  }
}

/** Reads one example: picture.png, clean.png and label.png. @throws PhotoError when one cannot be opened */
export async function readDrawnExample(folder: string, name: string): Promise<DrawnExample> {
  const open = async (file: string) =>
    (await openPhoto(path.join(folder, name, `${file}.png`))).samples;
  const [photo, clean, label] = await Promise.all(['picture', 'clean', 'label'].map(open));
  return {
    name,
    photo: photo!,
    clean: clean!,
    objects: labelledObjects(label!.data, label!.width),
    ignored: Uint8Array.from(label!.data, (value) => (value === 255 ? 1 : 0)),
    tolerancePx: 1,
  };
}

/** The 8-connected places of each class. @param labels 0: intact, k: the k-th class, 255: not known */
export function labelledObjects(labels: ArrayLike<number>, width: number): LabelledObject[] {
  const isSeen = new Uint8Array(labels.length);
  const objects: LabelledObject[] = [];
  for (let start = 0; start < labels.length; start++) {
    const label = damageClasses[labels[start]! - 1];
    if (label === undefined || isSeen[start] === 1) continue;
    const pixels = floodLabel(labels, width, start, isSeen);
    if (pixels.length >= smallestObjectPixels) objects.push({ class: label, pixels });
  }
  return objects;
}

function floodLabel(
  labels: ArrayLike<number>,
  width: number,
  start: number,
  isSeen: Uint8Array,
): number[] {
  const pixels = [start];
  isSeen[start] = 1;
  for (let head = 0; head < pixels.length; head++) {
    const x = pixels[head]! % width;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        if (x + dx < 0 || x + dx >= width) continue;
        const next = pixels[head]! + dy * width + dx;
        if (labels[next] !== labels[start] || isSeen[next] === 1) continue;
        isSeen[next] = 1;
        pixels.push(next);
      }
    }
  }
  return pixels;
}
