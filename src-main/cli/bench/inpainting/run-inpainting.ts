import type { Prior } from '../../../engine/prior/prior';
import type { ParsedArguments } from '../../args';
import type { CliEnvironment } from '../../environment';
import type { ExitCode } from '../../exit-codes';
import { formatDuration } from '../../format-text';
import { rangeOf } from '../../settings-options';
import { listenForStop, type StopSignal } from '../../stop-signal';
import { UsageError } from '../../usage-error';
import { defaultSettings, numberSettings } from '../../../../src-shared/model/settings';
import { atomicWriteFile } from '../../../imaging/files/atomic-write';
import { loadBenchPrior } from '../bench-prior';
import { countCalls } from '../counted-prior';
import { identifyProgram } from '../program';
import { readNames } from '../text-list';
import type { BenchMethod } from './bench-method';
import {
  benchKinds,
  casesOfFirst,
  castOnto,
  identifyPictures,
  loadCase,
  readCases,
  selectCases,
  testSetFolders,
  type BenchCase,
  type CaseFolders,
} from './cases';
import { createMethods, methodNames, type MethodName } from './methods';
import { drawQuality } from './quality-chart';
import { inpaintingReport } from './report';
import { openResultStore, type CaseResult, type ResultStore } from './result-store';
import { scoreRepair, type Score } from './score';
import { readNumbers, readVariation } from './variation';

/**
 * `heirloom bench inpainting`: repairs the cases with every method and prints how good the repairs are.
 * @returns 130 when it was stopped; what is finished is printed, and kept where --json names a file
 */
export async function benchInpainting(
  given: ParsedArguments,
  environment: CliEnvironment,
): Promise<ExitCode> {
  const shared = given.text('shared') ?? '../shared';
  const kinds = readNames('kinds', given.text('kinds'), benchKinds);
  const named = readNames('methods', given.text('methods'), methodNames);
  const calls = readCalls(given.text('calls'));
  const images = readImages(given.text('images'), calls);
  const vary = given.text('vary');
  const variation = vary === undefined ? undefined : readVariation(vary);
  const pictures = given.text('pictures');
  const plot = given.text('plot');
  // The chart shows what is gained on the membrane.
  const names: readonly MethodName[] = plot === undefined ? named : [...named, 'harmonic'];
  const published = await readCases(shared);
  const all = pictures === undefined ? published : await castOnto(published, pictures);
  const cases = selectCases(all, { images: Math.max(...images), kinds });
  const folders = { ...testSetFolders(shared), ...(pictures !== undefined && { pictures }) };
  const { prior, manifest, provider } = await loadBenchPrior(given, environment);
  const stop = listenForStop(environment);
  try {
    const store = await openResultStore(given.text('json'), {
      priorId: manifest.id,
      priorSha256: manifest.weights.sha256,
      provider,
      ...(pictures !== undefined && { pictures: await identifyPictures(folders, all) }),
    });
    const methods = createMethods({ names, calls, images, variation }, prior.sigmaRange);
    await runMissing({ folders, cases, methods, prior, store, stop, environment });
    const title = `Inpainting with prior ${manifest.id}, ${manifest.weights.precision} on ${provider}`;
    const { results } = store;
    const isOtherPictures = pictures !== undefined;
    const request = { title, methods, cases, kinds, results, isOtherPictures };
    environment.stdout.write(inpaintingReport(request));
    if (plot !== undefined) {
      await atomicWriteFile(plot, [Buffer.from(drawQuality(request))], { overwrite: true });
    }
    return stop.aborted ? 130 : 0;
  } finally {
    stop.close();
    await prior.dispose();
  }
}

function readCalls(text: string | undefined): readonly number[] {
  if (text === undefined) return [defaultSettings.photo.iterations];
  return [...new Set(readNumbers('calls', text, rangeOf(numberSettings.iterations)))];
}

/** For each number of calls; one number is for all of them. */
function readImages(text: string | undefined, calls: readonly number[]): readonly number[] {
  if (text === undefined) return calls.map(() => Infinity);
  const images = readNumbers('images', text, { minimum: 1, maximum: 1000, isInteger: true });
  if (images.length === 1) return calls.map(() => images[0]!);
  if (images.length === calls.length) return images;
  throw new UsageError(
    `--images is one number, or one for each of the ${calls.length} of --calls, and not “${text}”.`,
  );
}

interface InpaintingRun {
  readonly folders: CaseFolders;
  readonly cases: readonly BenchCase[];
  readonly methods: readonly BenchMethod[];
  readonly prior: Prior;
  readonly store: ResultStore;
  readonly stop: StopSignal;
  readonly environment: CliEnvironment;
}

/** Computes and stores what the store does not hold yet, case by case. */
async function runMissing(run: InpaintingRun): Promise<void> {
  const { cases, methods, store, stop, environment } = run;
  const missing = cases
    .map((benchCase) => ({
      benchCase,
      methods: methods.filter(
        (method) =>
          casesOfFirst(cases, method.images).includes(benchCase) && !store.find(method, benchCase),
      ),
    }))
    .filter((entry) => entry.methods.length > 0);
  const total = missing.reduce((sum, entry) => sum + entry.methods.length, 0);
  const program = await identifyProgram();
  let done = 0;
  for (const { benchCase, methods: due } of missing) {
    for (const method of due) {
      const result = await runCase(run, benchCase, method, program);
      if (stop.aborted || !result) return;
      await store.add(result);
      done++;
      environment.stderr.write(`${progressLine(result, done, total)}\n`);
    }
  }
}

async function runCase(
  { folders, prior, stop, environment }: InpaintingRun,
  benchCase: BenchCase,
  method: BenchMethod,
  program: string,
): Promise<CaseResult | undefined> {
  const { truth, damaged, damageMask } = await loadCase(folders, benchCase);
  const counted = countCalls(prior);
  const startMs = environment.clock();
  const repaired = await method.repair({ damaged, damageMask }, counted, stop);
  if (stop.aborted) return undefined;
  return {
    method: method.name,
    settings: method.settings,
    image: benchCase.image,
    kind: benchCase.kind,
    ...roundScore(scoreRepair(truth, repaired, damageMask)),
    callsPerPixel: round(counted.asked.pixels / (truth.width * truth.height), 2),
    durationMs: Math.round(environment.clock() - startMs),
    program,
  };
}

/** As many digits as mean something, so that the file can be read. */
const roundScore = ({ psnrDb, textureFraction }: Score): Score => ({
  psnrDb: round(psnrDb, 3),
  textureFraction: round(textureFraction, 4),
});

const round = (value: number, digits: number) => Number(value.toFixed(digits));

function progressLine(result: CaseResult, done: number, total: number): string {
  const { method, image, kind, psnrDb, textureFraction, durationMs } = result;
  const figures = `${psnrDb.toFixed(2)} dB, texture ${textureFraction.toFixed(2)}`;
  return `${done} of ${total}: ${method}, ${image} ${kind}: ${figures}, ${formatDuration(durationMs)}`;
}
