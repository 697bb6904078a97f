import { z } from 'zod';
import type { PhotoInspection } from './photo-inspection';

/** What a copy may have otherwise than the original, though it then differs from it everywhere; absent: as the original. */
export const sampleChoices = {
  /** Bits a sample. */
  bitDepth: z.literal(8).exactOptional(),
  profile: z.literal('srgb').exactOptional(),
};
export type SampleChoices = Readonly<z.infer<z.ZodObject<typeof sampleChoices>>>;

/** True where a copy with 8 bits a sample would hold less than the original. */
export function canBeReduced({ bitDepth }: Pick<PhotoInspection, 'bitDepth'>): boolean {
  return bitDepth > 8;
}

/** True where the samples of an sRGB copy would be others: a photo without a profile is shown as sRGB already. */
export function canBecomeSrgb({
  colourModel,
  iccProfileName,
  metadataByteLengths,
}: Pick<PhotoInspection, 'colourModel' | 'iccProfileName' | 'metadataByteLengths'>): boolean {
  if (colourModel === 'cmyk') return true;
  return metadataByteLengths.icc > 0 && !/srgb/i.test(iccProfileName ?? '');
}

/** The choices that make a difference for a photo. */
export function effectiveChoices(
  inspection: PhotoInspection,
  { bitDepth, profile }: SampleChoices,
): SampleChoices {
  return {
    ...(bitDepth !== undefined && canBeReduced(inspection) && { bitDepth }),
    ...(profile !== undefined && canBecomeSrgb(inspection) && { profile }),
  };
}
