import os from 'node:os';
import { atomicWriteFile } from '../../../imaging/files/atomic-write';
import type { ParsedArguments } from '../../args';
import type { CliEnvironment } from '../../environment';
import type { ExitCode } from '../../exit-codes';
import { listenForStop } from '../../stop-signal';
import { loadBenchPrior, type BenchPrior } from '../bench-prior';
import { markdownTable } from '../markdown-table';
import { identifyProgram } from '../program';
import { readNames } from '../text-list';
import { measureNames, type Figure, type MeasureContext, type MeasureName } from './measures';
import { measureOverhead } from './overhead';
import { measurePeakMemory } from './peak-memory';
import { measureRepeatability } from './repeatability';
import { measureSizeIndependence } from './size-independence';
import { measureUntouched } from './untouched';

const measures: Readonly<Record<MeasureName, (context: MeasureContext) => Promise<Figure>>> = {
  overhead: measureOverhead,
  size: measureSizeIndependence,
  memory: measurePeakMemory,
  untouched: measureUntouched,
  repeatable: measureRepeatability,
};

/**
 * `heirloom bench speed`: takes the measures and prints each beside its target.
 * @returns 130 when it was stopped; measures that were finished are printed
 */
export async function benchSpeed(
  given: ParsedArguments,
  environment: CliEnvironment,
): Promise<ExitCode> {
  const { stdout, stderr, clock } = environment;
  const names = readNames('only', given.text('only'), measureNames);
  const loaded = await loadBenchPrior(given, environment);
  const stop = listenForStop(environment);
  const context: MeasureContext = {
    prior: loaded.prior,
    priorArguments: priorArgumentsOf(given, loaded),
    iterations: given.number('iterations'),
    signal: stop,
    clock,
    report: (text) => stderr.write(text.endsWith('\n') ? text : `${text}\n`),
  };
  const figures: Figure[] = [];
  try {
    for (const name of names) {
      const figure = await measures[name](context).catch((error: unknown) => {
        // What an interrupted measure has come to means nothing, its failure included.
        if (stop.aborted) return undefined;
        throw error;
      });
      if (stop.aborted || !figure) break;
      figures.push(figure);
    }
    if (figures.length > 0) stdout.write(`${speedTable(figures)}\n`);
    const file = given.text('json');
    if (file !== undefined && figures.length > 0) await writeFigures(file, figures, loaded);
    return stop.aborted ? 130 : 0;
  } finally {
    stop.close();
    await loaded.prior.dispose();
  }
}

/** The figures as a Markdown table. */
export function speedTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, target, measured, isMet }) => [
    what,
    target,
    measured,
    isMet ? 'met' : 'MISSED',
  ]);
  return markdownTable(['measure', 'target', 'measured', 'verdict'], rows);
}

/** The prior in use, said so that the program started anew takes the same one. */
function priorArgumentsOf(given: ParsedArguments, { manifest, provider }: BenchPrior): string[] {
  const models = given.text('models');
  return [
    ...['--prior', manifest.id, '--provider', provider],
    ...(models === undefined ? [] : ['--models', models]),
  ];
}

async function writeFigures(
  file: string,
  figures: readonly Figure[],
  { manifest, provider }: BenchPrior,
): Promise<void> {
  const content = {
    priorId: manifest.id,
    priorSha256: manifest.weights.sha256,
    provider,
    program: await identifyProgram(),
    node: process.version,
    processor: os.cpus()[0]?.model.trim(),
    processorCount: os.cpus().length,
    figures,
  };
  const text = `${JSON.stringify(content, undefined, 2)}\n`;
  await atomicWriteFile(file, [Buffer.from(text)], { overwrite: true });
}
