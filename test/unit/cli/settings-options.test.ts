import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../src-main/cli/args';
import type { CommandSpec } from '../../../src-main/cli/option-spec';
import { readSettings, settingsOptions } from '../../../src-main/cli/settings-options';
import { completeSettings, defaultSettings } from '../../../src-shared/model/settings';

const spec: CommandSpec = {
  name: 'test',
  summary: '',
  usage: '',
  operands: [],
  examples: [],
  groups: [{ title: '', options: settingsOptions }],
};
const settingsOf = (...args: string[]) => readSettings(readArguments(spec, args));

describe('settings on the command line', () => {
  it('has an option for every setting', () => {
    const names = settingsOptions.map(({ name }) => name).sort();
    const settings = Object.keys(defaultSettings.photo).sort();
    expect(
      names.map((name) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())),
    ).toEqual(settings);
  });

  it('starts from the preset and takes what is given', () => {
    expect(settingsOf()).toEqual(completeSettings({}));
    expect(settingsOf('--preset', 'paper', '--seed', '5', '--grain', '.5')).toEqual({
      ...defaultSettings.paper,
      seed: 5,
      grain: 0.5,
    });
    expect(settingsOf('--weighting', 'sqrt', '--optimizer', 'adam')).toEqual({
      ...defaultSettings.photo,
      weighting: 'sqrt',
      optimizer: 'adam',
    });
  });

  it('leaves noise and tiles to the solver unless they are given', () => {
    expect(settingsOf()).toMatchObject({ noiseStart: null, noiseEnd: null, windowSide: null });
    const given = settingsOf('--noise-start', '.3', '--noise-end', '.05', '--window-side', '512');
    expect(given).toMatchObject({ noiseStart: 0.3, noiseEnd: 0.05, windowSide: 512 });
    const option = settingsOptions.find(({ name }) => name === 'window-side');
    expect(option?.byDefault).toBe('automatic');
  });

  it('tells the default of each preset where they differ', () => {
    const iterations = settingsOptions.find(({ name }) => name === 'iterations');
    const { photo, paper } = defaultSettings;
    expect(iterations?.byDefault).toBe(`${photo.iterations}, paper ${paper.iterations}`);
    expect(settingsOptions.find(({ name }) => name === 'seed')?.byDefault).toBe('1');
  });
});
