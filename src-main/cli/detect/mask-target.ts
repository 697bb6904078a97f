import path from 'node:path';
import { refuseTarget } from '../../imaging/files/atomic-write';
import { protectInputs } from '../restore/protect-inputs';

/**
 * Refuses a mask where something would be lost.
 * @throws PhotoError
 */
export async function refuseMaskTarget(
  maskPath: string,
  photoPath: string,
  overwrite: boolean,
): Promise<void> {
  await protectInputs(maskPath, [{ path: photoPath, nature: 'the original photo' }]);
  await refuseTarget(path.resolve(maskPath), overwrite);
}
