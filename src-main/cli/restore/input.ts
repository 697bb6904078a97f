import { samplesPerPixel, type DamageMask } from '../../../src-shared/model/photo';
import { hashDamageMask, readDamageMask } from '../../imaging/damage-mask';
import { openPhoto, type OpenedPhoto } from '../../imaging/decode';
import type { RestoreRequest } from './request';

/** Photo and mask as they were read, and what is known of them. */
export interface RestoreInput {
  readonly photo: OpenedPhoto;
  readonly damageMask: DamageMask;
  readonly damageMaskSha256: string;
  readonly damagedPixelCount: number;
  /** Samples that no repair may change. */
  readonly samplesOutside: number;
}

/** @throws PhotoError when one of them cannot be used, or they do not fit */
export async function readRestoreInput(request: RestoreRequest): Promise<RestoreInput> {
  const photo = await openPhoto(request.photoPath, { acceptDamaged: request.acceptBroken });
  const damageMask = await readDamageMask(request.maskPath, photo.samples);
  let damagedPixelCount = 0;
  for (const share of damageMask.data) if (share > 0) damagedPixelCount++;
  return {
    photo,
    damageMask,
    damageMaskSha256: hashDamageMask(damageMask),
    damagedPixelCount,
    samplesOutside: (damageMask.data.length - damagedPixelCount) * samplesPerPixel(photo.samples),
  };
}
