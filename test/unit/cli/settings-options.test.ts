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
    expect(names).toEqual(Object.keys(defaultSettings.photo).sort());
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

  it('tells the default of each preset where they differ', () => {
    const iterations = settingsOptions.find(({ name }) => name === 'iterations');
    const { photo, paper } = defaultSettings;
    expect(iterations?.byDefault).toBe(`${photo.iterations}, paper ${paper.iterations}`);
    expect(settingsOptions.find(({ name }) => name === 'seed')?.byDefault).toBe('1');
  });
});
