import type { EngineEvents, EngineHandlers } from '../../src-shared/contract';
import { sentenceOf } from '../../src-shared/messages';
import { hashDamageMask } from '../imaging/damage-mask';
import { RunController } from '../session/runs/run-controller';
import type { RunPhoto } from '../session/runs/run-services';
import { DamageNetworkHolder } from './damage-network-holder';
import { createDraftNotice } from './draft-notice';
import { explainError } from './explain-error';
import { createDetectionHandlers } from './handlers/detection-handlers';
import { createLayerHandlers } from './handlers/layer-handlers';
import { createPhotoHandlers } from './handlers/photo-handlers';
import { createPriorHandlers } from './handlers/prior-handlers';
import { createRunHandlers } from './handlers/run-handlers';
import { createSaveHandlers } from './handlers/save-handlers';
import { PhotoLibrary, type LoadedPhoto } from './photo-library';
import { PixelServer } from './pixel-server';
import { PriorHolder } from './prior-holder';
import { SearchLibrary } from './search-library';

/** Bytes that the kept states of all runs may take together. */
const keptByteBudget = 512 * 1024 * 1024;
const checkpointIntervalMs = 3000;

/** What the engine is told and what it tells. */
export interface EngineOptions {
  readonly version: string;
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
  readonly emit: <Name extends keyof EngineEvents>(name: Name, event: EngineEvents[Name]) => void;
  /** Told of what failed without anybody waiting for it; for the log. */
  readonly report: (text: string) => void;
}

/** Everything that handlers work with. */
export interface EngineParts {
  readonly version: string;
  readonly photos: PhotoLibrary;
  readonly runs: RunController;
  readonly priors: PriorHolder;
  readonly searches: SearchLibrary;
  readonly damageNetwork: DamageNetworkHolder;
}

/** The engine, whatever process and ports it is reached by. */
export interface Engine {
  readonly handlers: EngineHandlers;
  readonly pixels: PixelServer;
}

/** Puts the engine together. */
export function createEngine({ version, clock, emit, report }: EngineOptions): Engine {
  const reportFailure = (error: unknown) => report(explainError(error).details ?? '');
  const tellDraftFailure = createDraftNotice(clock, (error) => emit('draftFailed', { error }));
  const reportDraftFailure = (error: unknown) => {
    reportFailure(error);
    tellDraftFailure(error);
  };
  const photos = new PhotoLibrary(reportFailure, reportDraftFailure);
  const priors: PriorHolder = new PriorHolder({
    hold: (action) => runs.hold(action),
    onStatus: (status) => emit('engineStatus', status),
    clock,
  });
  const runs: RunController = new RunController({
    clock,
    loadPrior: () => priors.ready(),
    breathe: () => pixels.drain(clock),
    photoOf: (photoId) => describeForRuns(photos.getRepairable(photoId)),
    hashMask: hashDamageMask,
    explain: (error) => {
      reportFailure(error);
      return explainError(error);
    },
    reportStoreFailure: reportDraftFailure,
    listener: {
      progress: (progress) => emit('runProgress', progress),
      finished: (result) => emit('runFinished', result),
      failed: (failure) => emit('runFailed', failure),
    },
    keptByteBudget,
    checkpointIntervalMs,
  });
  const damageNetwork = new DamageNetworkHolder((error) => {
    reportFailure(error);
    priors.addReason(sentenceOf('device.noDamageNetwork'));
  });
  const searches = new SearchLibrary(
    ({ description: { photoId } }, seen) => emit('damagePreview', { photoId, ...seen }),
    { secondOpinion: damageNetwork },
  );
  const pixels = new PixelServer(photos, runs, searches);
  const parts: EngineParts = { version, photos, runs, priors, searches, damageNetwork };
  return {
    pixels,
    handlers: {
      ...createPhotoHandlers(parts),
      ...createPriorHandlers(parts),
      ...createRunHandlers(parts),
      ...createLayerHandlers(parts),
      ...createDetectionHandlers(parts),
      ...createSaveHandlers(parts),
    },
  };
}

function describeForRuns({ opened, runStore, layers }: LoadedPhoto): RunPhoto {
  return {
    samples: opened.samples,
    store: runStore,
    readLayer: (layerId) => layers.read(layerId),
    addLayer: (record) => layers.add(record),
  };
}
