import type { CancelSignal } from '../../engine/prior/prior';
import { RepairSession, type RepairRequest } from '../../session/repair-session';
import type { PhotoSamples } from '../../../src-shared/model/photo';

/** Repairs a photo as the command line and the window do, without files. */
export async function repairPhoto(
  request: Omit<RepairRequest, 'clock'>,
  signal?: CancelSignal,
): Promise<PhotoSamples> {
  const session = new RepairSession({ ...request, clock: () => performance.now() });
  await drain(session.run(signal));
  return session.result();
}

/** Pulls a run to its end. */
export async function drain(steps: AsyncIterator<unknown>): Promise<void> {
  while (!(await steps.next()).done);
}
