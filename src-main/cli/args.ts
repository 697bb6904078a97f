import { parseArgs } from 'node:util';
import { nearestName } from './nearest-name';
import { optionsOf, type CommandSpec, type NumberRange, type OptionSpec } from './option-spec';
import { UsageError } from './usage-error';

/** A command line that was read and checked against its specification. */
export interface ParsedArguments {
  readonly operands: readonly string[];
  /** True when the switch was given. */
  has(name: string): boolean;
  text(name: string): string | undefined;
  number(name: string): number | undefined;
  /** The value as one of `choices`, which the option's specification holds too. */
  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined;
}

/**
 * Reads what follows the name of a command.
 * @throws UsageError for unknown options, missing or superfluous values, and values out of range.
 */
export function readArguments(spec: CommandSpec, args: readonly string[]): ParsedArguments {
  const options = optionsOf(spec);
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(options.map((option) => [option.name, configOf(option)])),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const operands: string[] = [];
  const values = new Map<string, string | number | true>();
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const option = options.find(({ name }) => name === token.name);
    if (!option) throw unknownOption(token.rawName, options, spec);
    values.set(option.name, readValue(option, token));
  }
  if (!values.has('help')) expectOperands(spec, operands);
  return {
    operands,
    has: (name) => values.has(name),
    text(name) {
      const value = values.get(name);
      return typeof value === 'string' ? value : undefined;
    },
    number(name) {
      const value = values.get(name);
      return typeof value === 'number' ? value : undefined;
    },
    choice: (name, choices) => choices.find((choice) => choice === values.get(name)),
  };
}

interface OptionToken {
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function configOf({ value, short }: OptionSpec) {
  return { type: value ? ('string' as const) : ('boolean' as const), ...(short && { short }) };
}

function readValue(option: OptionSpec, token: OptionToken): string | number | true {
  const { rawName, value, inlineValue } = token;
  if (!option.value) {
    if (value === undefined) return true;
    throw new UsageError(`${rawName} is a switch and takes no value.`);
  }
  // "--mask --seed" is a forgotten value far more often than a file of that name; "--seed -5" is a number out of range.
  const isForgotten = !option.range && !inlineValue && value?.startsWith('-') && value !== '-';
  if (value === undefined || value === '' || isForgotten) {
    const hint = isForgotten ? `; for a value that begins with “-” write --${option.name}=…` : '';
    throw new UsageError(`${rawName} needs a value (${option.value})${hint}.`);
  }
  if (option.range) return readNumber(rawName, value, option.range);
  if (option.choices && !option.choices.includes(value)) {
    throw new UsageError(
      `${rawName} is one of ${option.choices.join(', ')} and not “${value}”${didYouMean(value, option.choices)}.`,
    );
  }
  return value;
}

function readNumber(rawName: string, text: string, range: NumberRange): number {
  const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
  const { minimum, maximum, isInteger } = range;
  const isFitting = value >= minimum && value <= maximum && (!isInteger || Number.isInteger(value));
  if (isFitting) return value;
  const kind = isInteger ? 'a whole number' : 'a number';
  throw new UsageError(`${rawName} is ${kind} from ${minimum} to ${maximum} and not “${text}”.`);
}

function unknownOption(
  rawName: string,
  options: readonly OptionSpec[],
  { name }: CommandSpec,
): UsageError {
  const nearest = nearestName(
    rawName.replace(/^-+/, ''),
    options.map((option) => option.name),
  );
  const hint = nearest ? `; perhaps you mean --${nearest}` : `; see heirloom ${name} --help`;
  return new UsageError(`There is no option ${rawName}${hint}.`);
}

function expectOperands({ name, operands, usage }: CommandSpec, given: readonly string[]): void {
  const missing = operands[given.length];
  if (missing) {
    throw new UsageError(`${missing.name} is missing; write heirloom ${usage}.`);
  }
  const superfluous = given[operands.length];
  if (superfluous !== undefined) {
    throw new UsageError(
      `“${superfluous}” is one too many for heirloom ${name}; put names with spaces in quotes.`,
    );
  }
  if (given.includes('')) throw new UsageError('An empty name was given; name a file.');
}

/** "; perhaps you mean --seed", or ''. */
function didYouMean(typed: string, known: readonly string[]): string {
  const nearest = nearestName(typed, known);
  return nearest === undefined ? '' : `; perhaps you mean ${nearest}`;
}
