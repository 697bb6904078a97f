import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { PixelRequest, PixelResponse } from '../../src-shared/contract';
import type { MaskId, PhotoId, RunId } from '../../src-shared/model/ids';
import type { DamageMask } from '../../src-shared/model/photo';
import type { RunProgress, RunResult } from '../../src-shared/model/run';
import { createChildProcessPort } from '../../src-main/engine-host/child-process-port';
import { connectEngine, type EngineConnection } from '../../src-main/engine-host/client';
import { createPixelChannel } from '../../src-main/engine-host/pixel-envelope';
import type { PortLike } from '../../src-main/engine-host/port';
import { maskToTiles } from '../../src-main/session/layers/mask-tiles';

const bundle = path.resolve(import.meta.dirname, '../../dist/app/engine.cjs');

type WithoutId<Request> = Request extends { requestId: number }
  ? Omit<Request, 'requestId'>
  : never;

/** The real engine process, as main and the window would talk to it. */
export interface EngineUnderTest extends EngineConnection {
  readonly child: ChildProcess;
  readonly port: PortLike;
  readonly pixels: PortLike;
  readonly progress: readonly RunProgress[];
  readonly results: readonly RunResult[];
  readonly failures: readonly string[];
  /** What it wrote to its standard error. */
  readonly log: () => string;
  /** Asks over the pixel port. */
  readonly ask: (request: WithoutId<PixelRequest>) => Promise<PixelResponse>;
  readonly putMask: (photoId: PhotoId, maskId: MaskId, mask: DamageMask) => Promise<void>;
  /** Resolves as soon as something was told after which `isSo`; rejects when the process ends before. */
  readonly until: (isSo: () => boolean) => Promise<void>;
  /** Resolves when the run has come into the state. */
  readonly reach: (runId: RunId, state: RunProgress['state']) => Promise<void>;
  readonly ended: Promise<number | null>;
}

/** Starts the bundle that `npm run build` made. The test ends the process. */
export function startEngine(): EngineUnderTest {
  if (!existsSync(bundle)) throw new Error('The engine is not built: run npm run build first.');
  const child = fork(bundle, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  let log = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (log += text));
  const port = createChildProcessPort(child);
  const connection = connectEngine(port);
  const pixels = createPixelChannel(port);
  const told = collectEvents(connection);
  const ask = createAsker(pixels);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    ...connection,
    ...told,
    child,
    port,
    pixels,
    ask,
    ended,
    log: () => log,
    reach: (runId, state) =>
      told.until(
        () => told.progress.filter((report) => report.runId === runId).at(-1)?.state === state,
      ),
    async putMask(photoId, maskId, mask) {
      const tiles = [...maskToTiles(mask)];
      const response = await ask({ kind: 'putMask', photoId, maskId, tiles });
      if (response.kind !== 'maskStored') throw new Error(JSON.stringify(response));
    },
  };
}

function collectEvents(connection: EngineConnection) {
  const progress: RunProgress[] = [];
  const results: RunResult[] = [];
  const failures: string[] = [];
  const checks = new Set<() => void>();
  const look = () => checks.forEach((check) => check());
  connection.on('runProgress', (report) => {
    progress.push(report);
    look();
  });
  connection.on('runFinished', (result) => {
    results.push(result);
    look();
  });
  connection.on('runFailed', ({ error: { message } }) => {
    failures.push(message);
    look();
  });
  const until = (isSo: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      const stop = connection.onLost(() => reject(new Error('The engine has ended.')));
      const check = () => {
        if (!isSo()) return;
        stop();
        checks.delete(check);
        resolve();
      };
      checks.add(check);
      check();
    });
  return { progress, results, failures, until };
}

function createAsker(pixels: PortLike): EngineUnderTest['ask'] {
  const waiting = new Map<number, (response: PixelResponse) => void>();
  let count = 0;
  pixels.onMessage((message) => {
    const response = message as PixelResponse;
    waiting.get(response.requestId)?.(response);
    waiting.delete(response.requestId);
  });
  return (request) =>
    new Promise((resolve) => {
      const requestId = count++;
      waiting.set(requestId, resolve);
      pixels.post({ ...request, requestId });
    });
}
