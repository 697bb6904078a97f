import type { SigmaRange } from '../../../engine/prior/prior';
import { describeOptimizer, planWindowIterations } from '../../../engine/repair/repair-presets';
import {
  completeSettings,
  extraIterations,
  type RepairSettings,
} from '../../../../src-shared/model/settings';
import { refinePhoto, repairPhoto, solvePhoto } from '../run-session';
import type { BenchMethod } from './bench-method';
import { fillHoleHarmonically, peerMethods } from './peer-methods';
import type { Variation } from './variation';

export const methodNames = [
  'harmonic',
  'photo',
  'photo-grainless',
  'photo-refined',
  'photo-solver',
  'paper',
  'paper-100',
  'diffpir',
  'ddrm',
  'ddnm',
] as const;

export type MethodName = (typeof methodNames)[number];

/** The method whose figures are judged: what a person gets who changes nothing. */
export const judgedMethod = 'photo';

/** Which methods to compare. */
export interface MethodRequest {
  readonly names: readonly MethodName[];
  /** Calls of the prior for each damaged place; with several, every method that depends on it is run with each. */
  readonly calls: readonly number[];
  /** How many images there are for each number of calls, from the first on; all of them where it says nothing. */
  readonly images?: readonly number[] | undefined;
  /** One setting, with each of these values; the peers know two of them, the noise at the start and at the end. */
  readonly variation?: Variation | undefined;
}

/** The methods that are asked for, in the order of `methodNames`. */
export function createMethods(
  { names, calls, images, variation }: MethodRequest,
  sigmaRange: SigmaRange,
): readonly BenchMethod[] {
  return methodNames.flatMap((name): readonly BenchMethod[] => {
    if (!names.includes(name)) return [];
    if (name === 'harmonic') return [harmonic];
    if (name === 'paper-100') return [sessionMethod(name, paperSettings(100), sigmaRange)];
    return calls.flatMap((count, index) => {
      const trials = isPeer(name) && !isKnownToPeers(variation) ? undefined : variation;
      const methods = varied(name, trials, (given) =>
        isPeer(name)
          ? peerMethods(count, sigmaRange, given).filter(({ family }) => family === name)
          : [sessionMethod(name, settingsOf(name, count, given), sigmaRange)],
      );
      if (calls.length === 1) return methods;
      return methods.map((method) => ({
        ...method,
        name: `${method.name}, ${count} calls`,
        images: images?.[index],
      }));
    });
  });
}

type PeerName = 'diffpir' | 'ddrm' | 'ddnm';
type SessionName = Exclude<MethodName, PeerName | 'harmonic' | 'paper-100'>;

const isPeer = (name: MethodName): name is PeerName =>
  name === 'diffpir' || name === 'ddrm' || name === 'ddnm';

const isKnownToPeers = (variation: Variation | undefined) =>
  variation?.setting === 'noiseStart' || variation?.setting === 'noiseEnd';

/** A method as it is, or one for each value of what is varied. */
function varied(
  name: string,
  variation: Variation | undefined,
  create: (given: Partial<RepairSettings>) => readonly BenchMethod[],
): readonly BenchMethod[] {
  if (!variation) return create({});
  return variation.trials.flatMap((trial) => {
    const family = `${name}, ${trial.name}`;
    return create(trial.settings).map((method) => ({ ...method, name: family, family }));
  });
}

const harmonic: BenchMethod = {
  name: 'harmonic',
  family: 'harmonic',
  calls: 0,
  settings: 'the start of all others but paper',
  repair: (damaged) => Promise.resolve(fillHoleHarmonically(damaged)),
};

const paperSettings = (iterations: number) => completeSettings({ preset: 'paper', iterations });

function settingsOf(
  name: SessionName,
  iterations: number,
  given: Partial<RepairSettings>,
): RepairSettings {
  if (name === 'paper') return { ...paperSettings(iterations), ...given };
  const isGrainless = name === 'photo-grainless' || name === 'photo-solver';
  return completeSettings({ iterations, ...(isGrainless && { grain: 0 }), ...given });
}

/** How a photo is repaired, and calls that come on top of its plan. */
interface Run {
  readonly repair: typeof repairPhoto;
  readonly added: number;
}

const usual: Run = { repair: repairPhoto, added: 0 };

/** Methods that repair in another way. */
const runs: Partial<Record<SessionName | 'paper-100', Run>> = {
  'photo-solver': { repair: solvePhoto, added: 0 },
  'photo-refined': { repair: refinePhoto, added: extraIterations },
};

/** Repairs with a person's settings, by the session that a person's repair goes through. */
function sessionMethod(
  name: SessionName | 'paper-100',
  settings: RepairSettings,
  sigmaRange: SigmaRange,
): BenchMethod {
  const { repair, added } = runs[name] ?? usual;
  return {
    name,
    family: name,
    calls: countPlanned(settings, sigmaRange) + added,
    settings: describeSettings(settings) + (added > 0 ? `, and ${added} more to refine` : ''),
    repair: ({ damaged, damageMask }, prior, signal) =>
      repair({ photo: damaged, damageMask, settings, prior, priorId: 'bench' }, signal),
  };
}

/** The published plan takes whole strides through its schedule, so that it may make more calls than it is asked for. */
function countPlanned(settings: RepairSettings, sigmaRange: SigmaRange): number {
  const facts = { level: 0, widestRadiusPx: 1, startsFromCoarser: false, sigmaRange };
  return planWindowIterations(settings, facts).length;
}

function describeSettings(settings: RepairSettings): string {
  const { preset, ...others } = settings;
  const names = Object.keys(others) as (keyof typeof others)[];
  return (
    names
      .filter((name) => preset === 'photo' || name !== 'strength')
      // What is null is chosen by the engine.
      .filter((name) => others[name] !== null)
      .map((name) =>
        name === 'optimizer' ? describeOptimizer(settings) : `${name} ${others[name]}`,
      )
      .join(', ')
  );
}
