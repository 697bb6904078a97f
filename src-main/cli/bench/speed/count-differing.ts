import { countChangedOutside } from '../../../session/composite';
import type { PhotoSamples } from '../../../../src-shared/model/photo';
import { emptyDamageMask } from './draw-mark';

/** Number of samples in which two photos of one shape differ: all of them lie outside an empty mask. */
export function countDiffering(before: PhotoSamples, after: PhotoSamples): number {
  return countChangedOutside(before, after, emptyDamageMask(before.width, before.height));
}
