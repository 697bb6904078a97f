import type { EngineHandlers, EngineReport, StudioEvents } from '../../../../src-shared/contract';
import type { LayerId, MaskId, PhotoId, RunId } from '../../../../src-shared/model/ids';
import type { RunProgress, RunResult } from '../../../../src-shared/model/run';
import { defaultSettings } from '../../../../src-shared/model/settings';
import {
  EngineSupervisor,
  type SupervisorOptions,
} from '../../../../src-main/app/engine/engine-supervisor';
import type { EngineProcess } from '../../../../src-main/app/engine/engine-process';
import { FileWrites } from '../../../../src-main/app/files/file-writes';
import { createInMemoryPorts } from '../../../../src-main/engine-host/in-memory-port';
import { serveEngine, type EngineServer } from '../../../../src-main/engine-host/server';

export const photoId = 'photo-1' as PhotoId;
export const runId = 'run-1' as RunId;

/** A repair to start. */
export const order = {
  photoId,
  runId,
  maskId: 'mask-1' as MaskId,
  baseLayerId: 'original' as LayerId,
  settings: defaultSettings.photo,
};

export const readyStatus: EngineReport = {
  state: 'ready',
  priorId: 'tiny',
  priors: [{ id: 'tiny', name: 'Tiny', isDefault: true }],
  device: 'CPU',
  isProcessor: true,
  fallbackReasons: [],
  msPerMegapixel: 100,
  failure: undefined,
};

export const result: RunResult = {
  photoId,
  runId,
  layerId: 'layer-1' as LayerId,
  doneFraction: 0.5,
  reconstructedFraction: 0.1,
  changedOutside: 0,
  durationMs: 1,
};

/** A sign of life of the run, as the engine sends it. */
export function progressOf(state: RunProgress['state'], iteration: number): RunProgress {
  return {
    photoId,
    runId,
    state,
    iteration,
    iterations: 20,
    part: 1,
    parts: 1,
    doneFraction: iteration / 20,
    elapsedMs: 0,
    remainingMs: undefined,
    keptIterations: iteration,
    changedRegion: undefined,
    sigma: 1,
    dataResidual: 0,
    priorResidual: 0,
  };
}

/** An engine process that answers at once, and writes down what it is asked. */
export interface FakeEngine extends EngineProcess {
  readonly asked: string[];
  readonly server: EngineServer;
}

export type Answers = Partial<EngineHandlers>;

/** A supervisor over fake engines; `answersOf` gives what the engine of a number (0, 1 ...) does otherwise than usual. */
export function superviseFakes(
  answersOf: (number: number) => Answers = () => ({}),
  options: Partial<SupervisorOptions<FakeEngine>> = {},
) {
  const engines: FakeEngine[] = [];
  const told: { name: keyof StudioEvents; event: unknown }[] = [];
  const writes = new FileWrites();
  const supervisor = new EngineSupervisor<FakeEngine>({
    fork: () => {
      const engine = startFake(answersOf(engines.length));
      engines.push(engine);
      return engine;
    },
    modelsFolder: '/models',
    device: 'auto',
    say: ({ message }) => message,
    openPhotos: () => [
      { photoId, path: '/aunt.jpg', draftFolder: '/drafts/1/engine', acceptBroken: false },
    ],
    onServing: (engine) => engine.asked.push('(serving)'),
    tell: (name, event) => told.push({ name, event }),
    writes,
    ...options,
  });
  const eventsOf = (name: keyof StudioEvents) =>
    told.filter((entry) => entry.name === name).map(({ event }) => event);
  return { supervisor, engines, told, eventsOf, writes };
}

function startFake(answers: Answers): FakeEngine {
  const [enginePort, mainPort] = createInMemoryPorts();
  const asked: string[] = [];
  const usual: Answers = {
    openPhoto: () => Promise.resolve({} as never),
    closePhoto: () => Promise.resolve(null),
    loadPrior: () => Promise.resolve(readyStatus),
    startRepair: () => Promise.resolve(null),
    pauseRepair: () => Promise.resolve(null),
    stopRepair: () => Promise.resolve(result),
    recoverRepair: () => Promise.resolve({ isFound: true }),
    makeThumbnail: () => Promise.resolve(Uint8Array.of(1)),
  };
  const handlers = Object.fromEntries(
    Object.entries({ ...usual, ...answers }).map(([name, handle]) => [
      name,
      async (input: { provider?: string; rests?: boolean }) => {
        const how = input.provider ?? (input.rests ? 'at rest' : undefined);
        asked.push(how === undefined ? name : `${name} ${how}`);
        return (handle as (given: unknown) => Promise<unknown>)(input);
      },
    ]),
  );
  const server = serveEngine({
    port: enginePort,
    handlers: handlers as unknown as EngineHandlers,
    explainError: (error) => ({ code: 'defect', message: (error as Error).message }),
  });
  return { port: mainPort, kill: mainPort.close, asked, server };
}
