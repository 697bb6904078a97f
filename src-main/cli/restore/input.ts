import { samplesPerPixel, type DamageMask } from '../../../src-shared/model/photo';
import { hashDamageMask, readDamageMask, writeDamageMask } from '../../imaging/damage-mask';
import { openPhoto, type OpenedPhoto } from '../../imaging/decode';
import { damageMaskOfMarks } from '../../session/detection';
import { summarizeFound } from '../detect/describe-found';
import { findMarks } from '../detect/find-marks';
import type { RestoreContext } from './context';

/** Photo and mask as they were read, and what is known of them. */
export interface RestoreInput {
  readonly photo: OpenedPhoto;
  readonly damageMask: DamageMask;
  readonly damageMaskSha256: string;
  readonly damagedPixelCount: number;
  /** Samples that no repair may change. */
  readonly samplesOutside: number;
}

/** @throws PhotoError when it cannot be used; StoppedError */
export async function openInputPhoto({ request, stop }: RestoreContext): Promise<OpenedPhoto> {
  return stop.race(openPhoto(request.photoPath, { acceptDamaged: request.acceptBroken }));
}

/**
 * Reads or finds the mask of an opened photo.
 * @throws PhotoError when it cannot be used, or does not fit; StoppedError
 */
export async function readRestoreInput(
  context: RestoreContext,
  photo: OpenedPhoto,
): Promise<RestoreInput> {
  const { request, stop } = context;
  const damageMask =
    request.maskPath === undefined
      ? await findMask(context, photo)
      : await stop.race(readDamageMask(request.maskPath, photo.samples));
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

/** Looks for the damage, tells what was found, and writes the mask where it is wanted. */
async function findMask(
  { request, environment, reporter, stop }: RestoreContext,
  { samples }: OpenedPhoto,
): Promise<DamageMask> {
  const { sensitivity, maskOutPath, overwrite } = request;
  reporter.stage('Looking for damage');
  const found = await findMarks(samples, {
    sensitivity,
    stop,
    loadDamageNetwork: environment.loadDamageNetwork,
    notice: (message) => reporter.notice(message),
  });
  const damageMask = damageMaskOfMarks(samples, found.marks);
  reporter.found(summarizeFound(found, { sensitivity, damageMask }));
  if (maskOutPath !== undefined) await writeDamageMask(damageMask, maskOutPath, { overwrite });
  return damageMask;
}
