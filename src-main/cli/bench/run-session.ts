import type { CancelSignal } from '../../engine/prior/prior';
import { applyLayer } from '../../session/layers/picture-layer';
import { layerFromRepair } from '../../session/layers/layer-from-repair';
import { RepairSession, type RepairRequest } from '../../session/repair-session';
import { continueFrom } from '../../session/repair-start';
import type { PhotoSamples } from '../../../src-shared/model/photo';
import { extraIterations } from '../../../src-shared/model/settings';

/** Repairs a photo as the command line and the window do, without files. */
export async function repairPhoto(
  request: BenchRepair,
  signal?: CancelSignal,
): Promise<PhotoSamples> {
  return (await runSession(request, signal)).result();
}

/** The same without what comes after the iterations: neither detail from similar places nor grain. */
export async function solvePhoto(
  request: BenchRepair,
  signal?: CancelSignal,
): Promise<PhotoSamples> {
  const session = await runSession(request, signal);
  const { repaired } = session.standing();
  const { photo } = request;
  return applyLayer(
    photo,
    layerFromRepair(photo, session.baseLayer, session.damagedPixels, repaired),
  );
}

/** The same, refined once by as many iterations as the window adds. */
export async function refinePhoto(
  request: BenchRepair,
  signal?: CancelSignal,
): Promise<PhotoSamples> {
  const first = await runSession(request, signal);
  const starts = continueFrom(first.standing(), extraIterations);
  return (await runSession({ ...request, starts }, signal)).result();
}

type BenchRepair = Omit<RepairRequest, 'clock'>;

async function runSession(request: BenchRepair, signal?: CancelSignal): Promise<RepairSession> {
  const session = new RepairSession({ ...request, clock: () => performance.now() });
  await drain(session.run(signal));
  return session;
}

/** Pulls a run to its end. */
export async function drain(steps: AsyncIterator<unknown>): Promise<void> {
  while (!(await steps.next()).done);
}
