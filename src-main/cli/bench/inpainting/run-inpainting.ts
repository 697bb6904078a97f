import type { Prior } from '../../../engine/prior/prior';
import type { ParsedArguments } from '../../args';
import type { CliEnvironment } from '../../environment';
import type { ExitCode } from '../../exit-codes';
import { formatDuration } from '../../format-text';
import { listenForStop, type StopSignal } from '../../stop-signal';
import { defaultSettings, numberSettings } from '../../../../src-shared/model/settings';
import { atomicWriteFile } from '../../../imaging/files/atomic-write';
import { loadBenchPrior } from '../bench-prior';
import { countCalls } from '../counted-prior';
import { identifyProgram } from '../program';
import { readNames } from '../text-list';
import type { BenchMethod } from './bench-method';
import {
  benchKinds,
  castOnto,
  loadCase,
  readCases,
  selectCases,
  testSetFolders,
  type BenchCase,
  type CaseFolders,
} from './cases';
import { createMethods, methodNames } from './methods';
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
  const names = readNames('methods', given.text('methods'), methodNames);
  const images = given.number('images') ?? Infinity;
  const calls = readNumbers(
    'calls',
    given.text('calls') ?? String(defaultSettings.photo.iterations),
    numberSettings.iterations,
  ).map(Math.round);
  const vary = given.text('vary');
  const variation = vary === undefined ? undefined : readVariation(vary);
  const pictures = given.text('pictures');
  const plot = given.text('plot');
  const selected = selectCases(await readCases(shared), { images, kinds });
  const cases = pictures === undefined ? selected : await castOnto(selected, pictures);
  const folders = { ...testSetFolders(shared), ...(pictures !== undefined && { pictures }) };
  const { prior, manifest, provider } = await loadBenchPrior(given, environment);
  const stop = listenForStop(environment);
  try {
    const store = await openResultStore(given.text('json'), {
      priorId: manifest.id,
      priorSha256: manifest.weights.sha256,
      provider,
    });
    const methods = createMethods({ names, calls, variation }, prior.sigmaRange);
    await runMissing({ folders, cases, methods, prior, store, stop, environment });
    const title = `Inpainting with prior ${manifest.id} on ${provider}`;
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
      methods: methods.filter((method) => !store.find(method, benchCase)),
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
