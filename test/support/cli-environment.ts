import { PassThrough } from 'node:stream';
import type {
  CliEnvironment,
  ReadyPrior,
  StopSignalName,
  TextOutput,
} from '../../src-main/cli/environment';
import { runHeirloom } from '../../src-main/cli/run';
import { createContrastNetwork } from './damage-networks';
import { createSmoothingPrior } from './smoothing-prior';
import { edmDescription } from './tiny-priors';

/** A stream that remembers what was written. */
export interface RecordedOutput extends TextOutput {
  text(): string;
}

/** An output in memory; a terminal where `columns` is given. */
export function recordOutput(columns?: number): RecordedOutput {
  let written = '';
  return {
    write: (text) => (written += text),
    text: () => written,
    ...(columns !== undefined && { isTTY: true, columns }),
  };
}

/** A prior that needs no weights, as the command line gets it. */
export function makeReadyPrior(): ReadyPrior {
  const {
    weights,
    int8Weights: _int8,
    float16Weights: _float16,
    warmUp,
    ...description
  } = edmDescription();
  return {
    prior: createSmoothingPrior(),
    manifest: {
      ...description,
      weights: { ...weights, sha256: 'ab'.repeat(32), byteLength: 1 },
      warmUp: { ...warmUp, sha256: 'cd'.repeat(32) },
    },
    provider: 'cpu',
    rejections: [{ provider: 'cuda', kind: 'notInstalled', reason: 'CUDA is not there.' }],
  };
}

/** An environment in memory in which a test can press Ctrl-C. */
export interface TestEnvironment extends CliEnvironment {
  readonly stdin: PassThrough & { isTTY?: boolean };
  readonly stdout: RecordedOutput;
  readonly stderr: RecordedOutput;
  press(signal: StopSignalName): void;
}

/** @param isTerminal true: stdin and stderr are a terminal of 80 columns */
export function makeEnvironment(
  changes: Partial<CliEnvironment> = {},
  isTerminal = false,
): TestEnvironment {
  const listeners = new Set<(signal: StopSignalName) => void>();
  const stdin: TestEnvironment['stdin'] = new PassThrough();
  if (isTerminal) stdin.isTTY = true;
  let nowMs = 0;
  return {
    version: '9.8.7',
    modelsFolder: '/no/models',
    ownModelsFolder: '/no/own-models',
    // Every look at the clock takes a second, so that times are the same on every computer.
    clock: () => (nowMs += 1000),
    onSignal(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    loadPrior: () => Promise.resolve(makeReadyPrior()),
    loadDamageNetwork: () => Promise.resolve(createContrastNetwork()),
    ...changes,
    stdin,
    stdout: recordOutput(),
    stderr: recordOutput(isTerminal ? 80 : undefined),
    press: (signal) => listeners.forEach((listener) => listener(signal)),
  };
}

/** What a command line came to. */
export interface CliOutcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process. */
export async function runInProcess(
  args: readonly string[],
  environment: TestEnvironment = makeEnvironment(),
): Promise<CliOutcome> {
  const exitCode = await runHeirloom(args, environment);
  return { exitCode, stdout: environment.stdout.text(), stderr: environment.stderr.text() };
}
