import { z } from 'zod';
import { pixelRegionSchema } from './pixel-region';

export const markClasses = ['dust', 'scratch', 'crease', 'tear', 'stain', 'painted'] as const;
export type MarkClass = (typeof markClasses)[number];

/** Why something was taken for damage, or for a part of the picture; the catalogue has a sentence for each. */
export const markReasons = [
  'thinBrightLine',
  'thinDarkLine',
  'brightSpeck',
  'darkSpeck',
  'sharperThanPicture',
  'sameSurfaceBothSides',
  'straightAcrossPicture',
  'reachesEdge',
  'paperColour',
  'softTintedArea',
  'followsPictureEdge',
  'repeatedPattern',
  'paintedByHand',
] as const;
export type MarkReason = (typeof markReasons)[number];

/** One connected place of damage that the detector proposes, or that was painted. */
export const markSchema = z.strictObject({
  id: z.string().min(1).max(64),
  class: z.enum(markClasses),
  /** Probability that this is damage, [0, 1]. */
  confidence: z.number().min(0).max(1),
  polarity: z.enum(['brighter', 'darker', 'mixed']),
  bounds: pixelRegionSchema,
  pixelCount: z.number().int().min(1),
  lengthPx: z.number().min(0),
  widthPx: z.number().min(0),
  /** The strongest first, at most three. */
  reasons: z.array(z.enum(markReasons)).max(3),
  /** True where it rather belongs to the photograph; such a mark is shown apart and never repaired unasked. */
  isProbablyPicture: z.boolean(),
  /** The pixels, grown to the skirt of the damage: (y, first x, x after the last) three by three, top to bottom. */
  runs: z.custom<Int32Array>((value) => value instanceof Int32Array),
});
export type Mark = Readonly<z.infer<typeof markSchema>>;

/**
 * What the person has decided on a mark. `proposed` and `accepted` marks are repaired, `unticked` and `rejected` ones are
 * not; `repaired` ones lie under a result.
 */
export const markStates = ['proposed', 'accepted', 'unticked', 'rejected', 'repaired'] as const;
export type MarkState = (typeof markStates)[number];
