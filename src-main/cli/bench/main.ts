import { readArguments, type ParsedArguments } from '../args';
import type { CliEnvironment } from '../environment';
import type { ExitCode } from '../exit-codes';
import { commandHelp } from '../help';
import type { CommandSpec } from '../option-spec';
import { UsageError } from '../usage-error';
import { benchSpec } from './bench-spec';
import { detectionSpec } from './detection/detection-spec';
import { benchDetection } from './detection/run-detection';
import { benchInpainting } from './inpainting/run-inpainting';
import { inpaintingSpec, speedSpec, windowSpec } from './specs';
import { benchSpeed } from './speed/run-speed';
import { benchWindow } from './window/run-window';

interface Benchmark {
  readonly spec: CommandSpec;
  readonly run: (given: ParsedArguments, environment: CliEnvironment) => Promise<ExitCode>;
}

const benchmarks = new Map<string, Benchmark>([
  ['inpainting', { spec: inpaintingSpec, run: benchInpainting }],
  ['detection', { spec: detectionSpec, run: benchDetection }],
  ['speed', { spec: speedSpec, run: benchSpeed }],
  ['window', { spec: windowSpec, run: benchWindow }],
]);

/**
 * `heirloom bench NAME ...`.
 * @param args what follows the word "bench"
 * @throws UsageError for an unknown benchmark or option, and whatever the benchmark throws
 */
export async function runBench(
  [name, ...args]: readonly string[],
  environment: CliEnvironment,
): Promise<ExitCode> {
  const benchmark = benchmarks.get(name ?? '');
  if (name === '--help' || name === '-h') {
    environment.stdout.write(commandHelp(benchSpec));
    return 0;
  }
  if (!benchmark) {
    const names = [...benchmarks.keys()].join(', ');
    throw new UsageError(`Name a benchmark: ${names}; see heirloom bench --help.`);
  }
  const given = readArguments(benchmark.spec, args);
  if (!given.has('help')) return benchmark.run(given, environment);
  environment.stdout.write(commandHelp(benchmark.spec));
  return 0;
}
