import type { SigmaRange } from '../../../engine/prior/prior';
import { completeSettings, type RepairSettings } from '../../../../src-shared/model/settings';
import { repairPhoto } from '../run-session';
import type { BenchMethod } from './bench-method';
import { fillHoleHarmonically, peerMethods } from './peer-methods';

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

/** The method whose figures are judged: what a person gets who changes nothing. */
export const judgedMethod = 'photo';

/** All methods; those that ask the prior do so `calls` times for each damaged place, but for paper-100. */
export function createMethods(calls: number, sigmaRange: SigmaRange): readonly BenchMethod[] {
  return [
    {
      name: 'harmonic',
      settings: 'the start of all others',
      repair: (damaged) => Promise.resolve(fillHoleHarmonically(damaged)),
    },
    sessionMethod('photo', completeSettings({ preset: 'photo', iterations: calls })),
    sessionMethod(
      'photo-grainless',
      completeSettings({ preset: 'photo', iterations: calls, grain: 0 }),
    ),
    sessionMethod('paper', completeSettings({ preset: 'paper', iterations: calls })),
    sessionMethod('paper-100', completeSettings({ preset: 'paper', iterations: 100 })),
    ...peerMethods(calls, sigmaRange),
  ];
}

/** Repairs with a person's settings, by the session that a person's repair goes through. */
function sessionMethod(name: string, settings: RepairSettings): BenchMethod {
  return {
    name,
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
