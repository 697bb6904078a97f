#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { DamageNetwork } from '../engine/detection/damage-network';
import { EngineError } from '../engine/errors';
import { userDataFolder } from '../files/user-data-folder';
import { runApart } from './apart/run-apart';
import { limitsOfSelf, watchSelf } from './apart/watch-self';
import type { CliEnvironment, PriorRequest, ReadyPrior, StopSignalName } from './environment';
import { runHeirloom } from './run';

/** The bundle lies in dist/cli of the package. */
const packageRoot = path.resolve(__dirname, '../..');
const stopSignals: readonly StopSignalName[] = ['SIGINT', 'SIGTERM'];
const limits = limitsOfSelf();

const environment: CliEnvironment = {
  version: readVersion(),
  modelsFolder: path.join(packageRoot, 'models'),
  ownModelsFolder: path.join(userDataFolder(), 'models'),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  clock: () => performance.now(),
  onSignal,
  ...(!limits && { runApart: (most) => runApart(process.argv.slice(1), most, onSignal) }),
  loadPrior,
  loadDamageNetwork,
};

function onSignal(listener: (signal: StopSignalName) => void): () => void {
  for (const signal of stopSignals) process.on(signal, listener);
  return () => stopSignals.forEach((signal) => process.off(signal, listener));
}

function readVersion(): string {
  const text = readFileSync(path.join(packageRoot, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** Loads ONNX Runtime only now: help and refusals need not wait for it. */
async function loadPrior(request: PriorRequest): Promise<ReadyPrior> {
  const { loadRequestedPrior } = await import('./requested-prior');
  return loadRequestedPrior(request, environment);
}

async function loadDamageNetwork(): Promise<DamageNetwork> {
  const { loadDamageNetwork: load } = await import('../inference/damage-network').catch(
    (cause: unknown) => {
      throw new EngineError('prior', 'ONNX Runtime could not be loaded; install Heirloom again.', {
        cause,
      });
    },
  );
  return load(environment.modelsFolder);
}

/** A reader that went away (`heirloom inspect … | head -1`) is no reason to give up a repair. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

async function main(): Promise<void> {
  if (limits) watchSelf(limits);
  process.stdout.on('error', ignoreClosedPipe);
  process.stderr.on('error', ignoreClosedPipe);
  const exitCode = await runHeirloom(process.argv.slice(2), environment);
  // Exits at once: a stopped run may still be decoding a photo for nobody. Texts are written out before.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(exitCode)));
}

void main();
