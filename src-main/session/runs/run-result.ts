import type { LayerId } from '../../../src-shared/model/ids';
import type { RunResult } from '../../../src-shared/model/run';
import { countLayerChangesOutside } from '../layers/combine-layers';
import { readTiles, tilesToMask } from '../layers/mask-tiles';
import { countReconstructed, type PictureLayer } from '../layers/picture-layer';
import type { RepairFacts } from '../provenance';
import type { KeptState } from './kept-states';
import type { Run } from './run';
import type { RunPhoto, RunServices } from './run-services';

/**
 * Makes a layer of the photo from what a run has come to.
 * @param state the kept state that it shows
 * @throws Error when a sample outside the mask differs from the base layer, which must never happen; nothing is kept then
 */
export async function addResult(
  run: Run,
  photo: RunPhoto,
  layer: PictureLayer,
  { index, doneFraction }: Pick<KeptState, 'index' | 'doneFraction'>,
  services: Pick<RunServices, 'hashMask'>,
): Promise<RunResult> {
  const base = await photo.readLayer(run.order.baseLayerId);
  const changedOutside = countOutside(run, photo, base.layer, layer);
  if (changedOutside > 0) {
    throw new Error(
      `The repair changed ${changedOutside} samples outside the mask, so its result was refused; please report this defect.`,
    );
  }
  const { prior, settings, legs } = run.madeWith(index);
  const facts: RepairFacts = {
    priorId: prior.id,
    priorSha256: prior.sha256,
    settings,
    damageMaskSha256: services.hashMask(tilesToMask(run.order.mask)),
    repairedFraction: doneFraction,
    ...(legs && { legs }),
  };
  const layerId = await photo.addLayer({ layer, repairs: [...base.repairs, facts] });
  return describe(run, layerId, layer, { doneFraction, changedOutside });
}

/** The result of a run that had finished, or was stopped, in another process. */
export async function readResult(
  run: Run,
  photo: RunPhoto,
  layerId: LayerId,
  doneFraction: number,
): Promise<RunResult> {
  const base = await photo.readLayer(run.order.baseLayerId);
  const { layer } = await photo.readLayer(layerId);
  const changedOutside = countOutside(run, photo, base.layer, layer);
  return describe(run, layerId, layer, { doneFraction, changedOutside });
}

/**
 * Reads the last result where another process has made it and it still shows what there is. One that cannot be read is
 * forgotten: the run is there to be worked on, and can make another.
 */
export async function recallResult(run: Run, photo: RunPhoto): Promise<void> {
  const { made, result, states } = run;
  if (!made || result || !run.isMadeOfNewest) return;
  try {
    run.keepResult(await readResult(run, photo, made.layerId, states.newest.doneFraction));
  } catch {
    run.forgetResult();
  }
}

function countOutside(run: Run, photo: RunPhoto, base: PictureLayer, layer: PictureLayer): number {
  return countLayerChangesOutside(photo.samples, base, layer, readTiles(run.order.mask));
}

function describe(
  { order, workMs }: Run,
  layerId: LayerId,
  layer: PictureLayer,
  { doneFraction, changedOutside }: Pick<RunResult, 'doneFraction' | 'changedOutside'>,
): RunResult {
  const { width, height } = layer.shape;
  return {
    photoId: order.photoId,
    runId: order.runId,
    layerId,
    doneFraction,
    reconstructedFraction: countReconstructed(layer) / (width * height),
    changedOutside,
    durationMs: workMs,
  };
}
