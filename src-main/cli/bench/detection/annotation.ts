import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { openPhoto } from '../../../imaging/decode';
import { UsageError } from '../../usage-error';
import { damageClasses, type LabelledObject, type LabelledPicture } from './labelled-picture';
import { pixelsAlong, pixelsInside } from './rasterise';

const points = z.array(z.tuple([z.number(), z.number()])).min(1);
const shared = { class: z.enum(damageClasses), isUnsure: z.boolean().optional() };

/** Damage that was annotated by hand; test/annotations/README.md describes the format. */
const annotationSchema = z.strictObject({
  about: z.string(),
  photo: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  width: z.int().min(1),
  height: z.int().min(1),
  damage: z.array(
    z.union([
      z.strictObject({ ...shared, line: points, widthPx: z.number().positive() }),
      z.strictObject({ ...shared, area: points.min(3) }),
    ]),
  ),
});
export type Annotation = Readonly<z.infer<typeof annotationSchema>>;

/** Hand-drawn lines lie within this of the damage. */
const annotatedTolerancePx = 2;

/** @throws SyntaxError or ZodError */
export function parseAnnotation(text: string): Annotation {
  return annotationSchema.parse(JSON.parse(text));
}

/** What was annotated, pixel by pixel. */
export function rasteriseAnnotation({ width, height, damage }: Annotation): {
  readonly objects: readonly LabelledObject[];
  readonly ignored: Uint8Array;
} {
  const ignored = new Uint8Array(width * height);
  const objects: LabelledObject[] = [];
  for (const item of damage) {
    const pixels =
      'line' in item
        ? pixelsAlong(item.line, item.widthPx, { width, height })
        : pixelsInside(item.area, { width, height });
    if (item.isUnsure) for (const pixel of pixels) ignored[pixel] = 1;
    else if (pixels.length > 0) objects.push({ class: item.class, pixels });
  }
  return { objects, ignored };
}

/**
 * Reads an annotation and the photo that it is of.
 * @param photoFolder where the photo lies under the name that the annotation gives
 * @throws UsageError where it is not the annotated photo, PhotoError where it cannot be opened
 */
export async function readAnnotatedPicture(
  file: string,
  photoFolder: string,
): Promise<LabelledPicture> {
  const annotation = parseAnnotation(await readFile(file, 'utf8'));
  const photoPath = path.join(photoFolder, annotation.photo);
  const { samples } = await openPhoto(photoPath);
  const sha256 = createHash('sha256')
    .update(await readFile(photoPath))
    .digest('hex');
  if (sha256 !== annotation.sha256) {
    throw new UsageError(
      `${photoPath} is not the photo that ${path.basename(file)} was drawn over (its SHA-256 differs), so nothing was scored; name the right folder with --shared.`,
    );
  }
  return {
    name: path.parse(annotation.photo).name,
    photo: samples,
    ...rasteriseAnnotation(annotation),
    tolerancePx: annotatedTolerancePx,
  };
}
