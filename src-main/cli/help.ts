import { exitCodes } from './exit-codes';
import type { CommandSpec, Example, OptionSpec } from './option-spec';
import { twoColumns, wrapText } from './wrap-text';

const widthCharacters = 79;
const leftCharacters = 26;

/** What `heirloom --help` prints. */
export function programHelp(version: string, commands: readonly CommandSpec[]): string {
  return [
    `Heirloom ${version} repairs old photographs on this computer, without a network.`,
    'Only what a damage mask marks is repaired; the original is never changed.',
    section('Examples', commands.flatMap(({ examples }) => examples.slice(0, 1)).map(exampleText)),
    section(
      'Commands',
      commands.map(({ name, summary }) => columns(name, summary)),
    ),
    section('Everywhere', [
      columns('COMMAND --help', 'Explains a command and its options.'),
      columns('--version', 'Prints the version.'),
      columns('--', 'What follows is a name, even if it begins with “-”.'),
    ]),
    exitCodeSection(),
    '',
  ].join('\n');
}

/** What `heirloom COMMAND --help` prints: examples first, then every option with its range and default. */
export function commandHelp(spec: CommandSpec): string {
  const { summary, usage, examples, operands, groups, remarks = [] } = spec;
  return [
    ...wrapText(summary, widthCharacters),
    '',
    `  heirloom ${usage}`,
    section('Examples', examples.map(exampleText)),
    ...(operands.length > 0
      ? [
          section(
            'Files',
            operands.map(({ name, explanation }) => columns(name, explanation)),
          ),
        ]
      : []),
    ...groups.map(({ title, options }) => section(title, options.map(optionText))),
    ...remarks.map((remark) => ['', ...wrapText(remark, widthCharacters)].join('\n')),
    exitCodeSection(),
    '',
  ].join('\n');
}

/** "-o, --out OUT", as help and documentation name an option. */
export function optionTitle({ name, short, value }: OptionSpec): string {
  return `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`;
}

/** "1 to 1000", "photo or paper", "default 14": what may be given, and what counts otherwise. */
export function optionLimits({ range, choices, byDefault }: OptionSpec): string {
  const allowed = range
    ? `${range.minimum} to ${range.maximum}`
    : choices
      ? `one of ${choices.join(', ')}`
      : '';
  const standard = byDefault === undefined ? '' : `default ${byDefault}`;
  return [allowed, standard].filter((part) => part !== '').join('; ');
}

function optionText(option: OptionSpec): string {
  const limits = optionLimits(option);
  return columns(
    optionTitle(option),
    `${option.explanation}${limits === '' ? '' : ` (${limits})`}`,
  );
}

function exampleText({ command, effect }: Example): string {
  const indent = '      ';
  const lines = wrapText(effect, widthCharacters - indent.length);
  return [`  ${command}`, ...lines.map((line) => indent + line)].join('\n');
}

function exitCodeSection(): string {
  return section(
    'Exit codes',
    Object.entries(exitCodes).map(([code, meaning]) => `  ${code.padStart(3)}  ${meaning}`),
  );
}

function section(title: string, lines: readonly string[]): string {
  return ['', title, ...lines].join('\n');
}

const columns = (left: string, right: string) =>
  twoColumns(`  ${left}`, right, leftCharacters, widthCharacters);
