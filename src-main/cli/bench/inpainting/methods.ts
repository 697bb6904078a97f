import type { SigmaRange } from '../../../engine/prior/prior';
import { completeSettings, type RepairSettings } from '../../../../src-shared/model/settings';
import { repairPhoto } from '../run-session';
import type { BenchMethod } from './bench-method';
import { fillHoleHarmonically, peerMethods } from './peer-methods';
import type { Variation } from './variation';

export const methodNames = [
  'harmonic',
  'photo',
  'photo-grainless',
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
  /** One setting of the methods `photo` and `photo-grainless`, with each of these values. */
  readonly variation?: Variation | undefined;
}

/** The methods that are asked for, in the order of `methodNames`. */
export function createMethods(
  { names, calls, variation }: MethodRequest,
  sigmaRange: SigmaRange,
): readonly BenchMethod[] {
  const methods = methodNames.flatMap((name): readonly BenchMethod[] => {
    if (!names.includes(name)) return [];
    if (name === 'harmonic') return [harmonic];
    if (name === 'paper-100') return [paperMethod(name, 100)];
    const ofOneCount = (count: number) => {
      if (name === 'paper') return [paperMethod(name, count)];
      if (name === 'photo') return photoMethods(name, { iterations: count }, variation);
      if (name === 'photo-grainless') {
        return photoMethods(name, { iterations: count, grain: 0 }, variation);
      }
      return peerMethods(count, sigmaRange).filter(({ family }) => family === name);
    };
    return calls.flatMap((count) =>
      ofOneCount(count).map((method) =>
        calls.length > 1 ? { ...method, name: `${method.name}, ${count} calls` } : method,
      ),
    );
  });
  return methods;
}

const harmonic: BenchMethod = {
  name: 'harmonic',
  family: 'harmonic',
  calls: 0,
  settings: 'the start of all others but paper',
  repair: (damaged) => Promise.resolve(fillHoleHarmonically(damaged)),
};

function paperMethod(name: string, iterations: number): BenchMethod {
  return sessionMethod(name, name, completeSettings({ preset: 'paper', iterations }));
}

/** The default repair, or one for each value of what is varied. */
function photoMethods(
  family: string,
  given: Partial<RepairSettings>,
  variation: Variation | undefined,
): readonly BenchMethod[] {
  if (!variation) return [sessionMethod(family, family, completeSettings(given))];
  return variation.trials.map(({ name, settings }) =>
    sessionMethod(`${family}, ${name}`, family, completeSettings({ ...given, ...settings })),
  );
}

/** Repairs with a person's settings, by the session that a person's repair goes through. */
function sessionMethod(name: string, family: string, settings: RepairSettings): BenchMethod {
  return {
    name,
    family,
    calls: settings.iterations,
    settings: describeSettings(settings),
    repair: ({ damaged, damageMask }, prior, signal) =>
      repairPhoto({ photo: damaged, damageMask, settings, prior, priorId: 'bench' }, signal),
  };
}

function describeSettings({ preset, ...settings }: RepairSettings): string {
  const names = Object.keys(settings) as (keyof typeof settings)[];
  return (
    names
      .filter((name) => preset === 'photo' || name !== 'strength')
      // What is null is chosen by the engine.
      .filter((name) => settings[name] !== null)
      .map((name) => `${name} ${settings[name]}`)
      .join(', ')
  );
}
