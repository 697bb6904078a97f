import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { cautiousSensitivity } from '../../../engine/detection/sensitivity';
import { atomicWriteFile } from '../../../imaging/files/atomic-write';
import type { ParsedArguments } from '../../args';
import type { CliEnvironment } from '../../environment';
import type { ExitCode } from '../../exit-codes';
import { listenForStop, StoppedError, type StopSignal } from '../../stop-signal';
import { UsageError } from '../../usage-error';
import { loadBenchPrior } from '../bench-prior';
import { identifyProgram } from '../program';
import { readNames } from '../text-list';
import { readAnnotatedPicture } from './annotation';
import { AveragePrecision } from './average-precision';
import { listCleanSets, measureCleanSet, type CleanResult } from './clean-sets';
import { detectionParts } from './detection-spec';
import { createDetector, detectorNames, type Detector } from './detector';
import { listDrawnExamples, readDrawnExample } from './drawn-set';
import type { LabelledPicture } from './labelled-picture';
import { createPictureWriter, paintAgreement, type PictureWriter } from './overlay';
import { measureRepairEffect, type RepairCase, type RepairEffect } from './repair-effect';
import {
  agreementTable,
  classTable,
  cleanTable,
  costTable,
  repairTable,
  type AgreementResult,
} from './report';
import { addScore, emptyScore } from './score-marks';
import { measureSearchCost, type SearchCost } from './search-cost';

/** Sensitivities at which labelled pictures are scored. */
const scoredSensitivities = [cautiousSensitivity, 0.75] as const;
const repairedByDefault = 16;

interface DetectionRun {
  readonly shared: string;
  readonly drawn: string | undefined;
  readonly clean: string | undefined;
  readonly annotations: string;
  readonly images: number;
  readonly sensitivity: number;
  readonly detectors: readonly Detector[];
  readonly stop: StopSignal;
  readonly writePicture: PictureWriter;
  readonly environment: CliEnvironment;
}

/** Everything that was measured; what was not asked for is empty. */
interface DetectionFigures {
  readonly clean: CleanResult[];
  readonly agreement: AgreementResult[];
  readonly repair: RepairEffect[];
  cost: SearchCost | undefined;
}

/**
 * `heirloom bench detection`: looks for damage where it is known, and prints how well it agrees.
 * @returns 130 when it was stopped; parts that were finished are printed
 */
export async function benchDetection(
  given: ParsedArguments,
  environment: CliEnvironment,
): Promise<ExitCode> {
  const { stdout, stderr } = environment;
  const parts = readNames('only', given.text('only'), detectionParts);
  const names = readNames('detectors', given.text('detectors'), detectorNames);
  const stop = listenForStop(environment);
  const run: DetectionRun = {
    shared: given.text('shared') ?? '../shared',
    drawn: given.text('drawn'),
    clean: given.text('clean'),
    annotations: given.text('annotations') ?? 'test/annotations',
    images: given.number('images') ?? Infinity,
    sensitivity: given.number('sensitivity') ?? cautiousSensitivity,
    detectors: await Promise.all(names.map((name) => createDetector(name, environment))),
    stop,
    writePicture: createPictureWriter(given.text('pictures')),
    environment,
  };
  const isNamed = given.text('only') !== undefined;
  const figures: DetectionFigures = { clean: [], agreement: [], repair: [], cost: undefined };
  const measures: Record<(typeof detectionParts)[number], () => Promise<unknown>> = {
    clean: () => measureClean(run, figures),
    annotated: () => measureAnnotated(run, figures),
    drawn: () => measureDrawn(run, figures),
    repair: () => measureRepair(run, figures, given),
    cost: () => measureCost(run, figures),
  };
  try {
    for (const part of parts) {
      const needsDrawn = part === 'drawn' || part === 'repair';
      if (needsDrawn && run.drawn === undefined) {
        if (!isNamed) continue;
        throw new UsageError(
          `The part “${part}” needs drawn damage; name its folder with --drawn.`,
        );
      }
      stderr.write(`${part}\n`);
      await measures[part]();
    }
  } catch (error) {
    if (!(error instanceof StoppedError)) throw error;
  } finally {
    stop.close();
  }
  stdout.write(reportOf(figures));
  const file = given.text('json');
  if (file !== undefined) {
    const content = { program: await identifyProgram(), sensitivity: run.sensitivity, ...figures };
    const text = `${JSON.stringify(content, undefined, 2)}\n`;
    await atomicWriteFile(file, [Buffer.from(text)], { overwrite: true });
  }
  return stop.aborted ? 130 : 0;
}

function reportOf({ clean, agreement, repair, cost }: DetectionFigures): string {
  const tables = [
    clean.length > 0 && cleanTable(clean),
    agreement.length > 0 && agreementTable(agreement),
    agreement.length > 0 && classTable(agreement),
    repair.length > 0 && repairTable(repair),
    cost && costTable(cost),
  ];
  return `${tables.filter(Boolean).join('\n\n')}\n`;
}

async function measureClean(run: DetectionRun, { clean }: DetectionFigures): Promise<void> {
  for (const detector of run.detectors) {
    for (const set of listCleanSets(run.clean)) {
      clean.push(await measureCleanSet(detector, set, run));
    }
  }
}

async function measureAnnotated(run: DetectionRun, { agreement }: DetectionFigures): Promise<void> {
  const files = (await readdir(run.annotations)).filter((name) => name.endsWith('.json')).sort();
  const photos = path.join(run.shared, 'photos/old');
  for (const detector of run.detectors) {
    for (const file of files.slice(0, run.images)) {
      const picture = await readAnnotatedPicture(path.join(run.annotations, file), photos);
      agreement.push(...(await scorePictures(run, detector, picture.name, [picture])));
    }
  }
}

async function measureDrawn(run: DetectionRun, { agreement }: DetectionFigures): Promise<void> {
  const folder = run.drawn!;
  const names = (await listDrawnExamples(folder)).slice(0, run.images);
  for (const detector of run.detectors) {
    const pictures = readEach(names, (name) => readDrawnExample(folder, name));
    agreement.push(...(await scorePictures(run, detector, 'drawn', pictures)));
  }
}

/** Scores at each sensitivity, and over all of them. */
async function scorePictures(
  { stop, writePicture }: DetectionRun,
  detector: Detector,
  set: string,
  pictures: Iterable<LabelledPicture> | AsyncIterable<LabelledPicture>,
): Promise<AgreementResult[]> {
  const precision = new AveragePrecision();
  const scores = scoredSensitivities.map(() => emptyScore());
  for await (const picture of pictures) {
    const searched = await detector.search(picture.photo, stop);
    for (const [i, sensitivity] of scoredSensitivities.entries()) {
      const { marks } = await searched.marksAt(sensitivity);
      addScore(scores[i]!, picture, marks);
      const name = `${detector.name}-${set}-${picture.name}-${sensitivity}`;
      await writePicture(name, paintAgreement(picture, marks));
    }
    precision.add(picture, (await searched.marksAt(1)).marks);
  }
  return scoredSensitivities.map((sensitivity, i) => ({
    detector: detector.name,
    set,
    sensitivity,
    score: scores[i]!,
    averagePrecision: i === 0 ? precision.value() : undefined,
  }));
}

async function measureRepair(
  run: DetectionRun,
  { repair }: DetectionFigures,
  given: ParsedArguments,
): Promise<void> {
  const folder = run.drawn!;
  const count = Number.isFinite(run.images) ? run.images : repairedByDefault;
  const names = (await listDrawnExamples(folder)).slice(0, count);
  const { prior } = await loadBenchPrior(given, run.environment);
  try {
    for (const detector of run.detectors) {
      const cases = repairCases(folder, names);
      const options = { prior, sensitivity: run.sensitivity, stop: run.stop };
      repair.push(await measureRepairEffect(detector, cases, options));
    }
  } finally {
    await prior.dispose();
  }
}

/** Each example damaged, and the same photograph without damage. */
async function* repairCases(folder: string, names: readonly string[]): AsyncGenerator<RepairCase> {
  for (const name of names) {
    const { photo, clean, objects } = await readDrawnExample(folder, name);
    if (objects.length > 0) yield { given: photo, truth: clean, isDamaged: true };
    yield { given: clean, truth: clean, isDamaged: false };
  }
}

async function* readEach<Value>(
  names: readonly string[],
  read: (name: string) => Promise<Value>,
): AsyncGenerator<Value> {
  for (const name of names) yield await read(name);
}

async function measureCost(run: DetectionRun, figures: DetectionFigures): Promise<void> {
  const folder = path.join(run.shared, 'testsets/Kodak24');
  const tiles = (await readdir(folder)).sort().map((name) => path.join(folder, name));
  const { environment, stop } = run;
  figures.cost = await measureSearchCost(tiles, {
    clock: environment.clock,
    stop,
    report: (text) => environment.stderr.write(text),
    secondOpinion: run.detectors.at(-1)!.secondOpinion,
  });
}
