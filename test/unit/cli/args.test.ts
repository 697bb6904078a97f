import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../src-main/cli/args';
import type { CommandSpec } from '../../../src-main/cli/option-spec';

const spec: CommandSpec = {
  name: 'paint',
  summary: 'Paints.',
  usage: 'paint FILE [options]',
  operands: [{ name: 'FILE', explanation: 'What to paint.' }],
  examples: [],
  groups: [
    {
      title: 'Options',
      options: [
        { name: 'mask', short: 'm', value: 'FILE', explanation: '' },
        {
          name: 'seed',
          value: 'N',
          explanation: '',
          range: { minimum: 0, maximum: 10, isInteger: true },
        },
        {
          name: 'strength',
          value: 'N',
          explanation: '',
          range: { minimum: 0, maximum: 1, isInteger: false },
        },
        { name: 'preset', value: 'NAME', explanation: '', choices: ['photo', 'paper'] },
        { name: 'quiet', short: 'q', explanation: '' },
        { name: 'help', short: 'h', explanation: '' },
      ],
    },
  ],
};

const read = (...args: string[]) => readArguments(spec, args);

describe('readArguments', () => {
  it('reads operands, texts, numbers, choices and switches in any order', () => {
    const given = read('-q', '--seed', '7', 'a b.png', '--mask=m.png', '--preset', 'paper');
    expect(given.operands).toEqual(['a b.png']);
    expect(given.text('mask')).toBe('m.png');
    expect(given.number('seed')).toBe(7);
    expect(given.choice('preset', ['photo', 'paper'])).toBe('paper');
    expect(given.has('quiet')).toBe(true);
  });

  it('leaves undefined what was not given', () => {
    const given = read('a.png');
    expect(given.text('mask')).toBeUndefined();
    expect(given.number('seed')).toBeUndefined();
    expect(given.choice('preset', ['photo', 'paper'])).toBeUndefined();
    expect(given.has('quiet')).toBe(false);
  });

  it('takes names with a leading dash after --, and as values after =', () => {
    const given = read('--mask=-m.png', '--', '-a.png');
    expect(given.operands).toEqual(['-a.png']);
    expect(given.text('mask')).toBe('-m.png');
  });

  it('keeps names as they are: emoji, quotes, 250 characters', () => {
    const names = ['🙂 tante "Änne".png', 'x'.repeat(250)];
    for (const name of names) expect(read(name).operands).toEqual([name]);
  });

  it('needs no operand where help is asked for', () => {
    expect(read('-h').has('help')).toBe(true);
  });

  it.each([
    [['a', '--msak', 'm'], 'There is no option --msak; perhaps you mean --mask.'],
    [['a', '--zzz'], 'There is no option --zzz; see heirloom paint --help.'],
    [['a', '-x'], 'There is no option -x; see heirloom paint --help.'],
    [['a', '--seed', '11'], '--seed is a whole number from 0 to 10 and not “11”.'],
    [['a', '--seed', '-5'], '--seed is a whole number from 0 to 10 and not “-5”.'],
    [['a', '--seed', '1.5'], '--seed is a whole number from 0 to 10 and not “1.5”.'],
    [['a', '--seed', '0x5'], '--seed is a whole number from 0 to 10 and not “0x5”.'],
    [['a', '--strength', '0,5'], '--strength is a number from 0 to 1 and not “0,5”.'],
    [['a', '--strength', 'NaN'], '--strength is a number from 0 to 1 and not “NaN”.'],
    [['a', '--strength='], '--strength needs a value (N).'],
    [['a', '--mask'], '--mask needs a value (FILE).'],
    [
      ['a', '--mask', '--seed'],
      '--mask needs a value (FILE); for a value that begins with “-” write --mask=….',
    ],
    [['a', '--quiet=yes'], '--quiet is a switch and takes no value.'],
    [
      ['a', '--preset', 'papr'],
      '--preset is one of photo, paper and not “papr”; perhaps you mean paper.',
    ],
    [[], 'FILE is missing; write heirloom paint FILE [options].'],
    [['a', 'b'], '“b” is one too many for heirloom paint; put names with spaces in quotes.'],
    [[''], 'An empty name was given; name a file.'],
  ])('refuses %j', (args, message) => {
    expect(() => readArguments(spec, args)).toThrow(message);
  });

  it('lets the last of two equal options count', () => {
    expect(read('a', '--seed', '1', '--seed', '2').number('seed')).toBe(2);
  });
});
