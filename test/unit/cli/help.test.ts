import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../src-main/cli/args';
import { commands } from '../../../src-main/cli/commands';
import { exitCodes } from '../../../src-main/cli/exit-codes';
import { commandHelp, optionLimits, optionTitle, programHelp } from '../../../src-main/cli/help';
import { optionsOf } from '../../../src-main/cli/option-spec';

const specs = commands.map(({ spec }) => spec);
/** Benchmarks have options of their own, which they explain themselves. */
const ordinary = specs.filter(({ name }) => name !== 'bench');
const longestLine = (text: string) => Math.max(...text.split('\n').map((line) => line.length));

describe('help', () => {
  it.each(ordinary.map((spec) => [spec.name, spec] as const))(
    'of %s shows every option with its limits, examples and exit codes',
    (_, spec) => {
      const help = commandHelp(spec);
      const flat = help.replace(/\s+/g, ' ');
      for (const option of optionsOf(spec)) {
        expect(help).toContain(`  ${optionTitle(option)}`);
        expect(flat).toContain(optionLimits(option));
      }
      for (const [code, meaning] of Object.entries(exitCodes)) {
        expect(help).toContain(`${code}  ${meaning}`);
      }
      expect(help.indexOf('Examples')).toBeLessThan(help.indexOf('--help'));
    },
  );

  it('of the program names every command and fits a terminal of 80 columns', () => {
    const help = programHelp('1.2.3', specs);
    for (const { name } of specs) expect(help).toContain(`\n  ${name} `);
    expect(help).toContain('1.2.3');
    for (const text of [help, ...ordinary.map(commandHelp)]) {
      expect(longestLine(text)).toBeLessThan(80);
    }
  });

  const examples = ordinary.flatMap((spec) =>
    spec.examples.map(({ command }) => [command, spec] as const),
  );
  it.each(examples)('shows an example that is understood: %s', (command, spec) => {
    const name = `heirloom ${spec.name} `;
    expect(`${command} `.startsWith(name)).toBe(true);
    const args = command.slice(name.length).split(' ').filter(Boolean);
    expect(() => readArguments(spec, args)).not.toThrow();
  });
});

describe('docs/command-line.md', () => {
  const page = readFileSync(
    path.join(import.meta.dirname, '../../../docs/command-line.md'),
    'utf8',
  );

  it.each(ordinary.map((spec) => [spec.name, spec] as const))(
    'explains every option of %s',
    (_, spec) => {
      expect(page).toContain(`heirloom ${spec.name}`);
      for (const { name } of optionsOf(spec)) expect(page).toContain(`--${name}`);
    },
  );

  it('has the ranges and defaults that the program has', () => {
    for (const option of specs.flatMap(optionsOf)) {
      if (!option.range) continue;
      const row = page.split('\n').find((line) => line.includes(`\`--${option.name} `));
      expect(row, option.name).toContain(optionLimits(option));
    }
  });

  it('lists the exit codes', () => {
    for (const [code, meaning] of Object.entries(exitCodes)) {
      expect(page).toContain(`| ${code} | ${meaning} |`);
    }
  });
});
