import { commands } from './commands';
import type { CliEnvironment } from './environment';
import { writeErrorEvent } from './report/event-writer';
import { exitCodeOf, type ExitCode } from './exit-codes';
import { withoutControls } from './format-text';
import { commandHelp, programHelp } from './help';
import { nearestName } from './nearest-name';
import { UsageError } from './usage-error';

/** Runs one command line (without the program's own name) to its end; never throws. */
export async function runHeirloom(
  args: readonly string[],
  environment: CliEnvironment,
): Promise<ExitCode> {
  const [name] = args;
  const command = commandOf(args);
  const rest = args.slice(command?.spec.name.split(' ').length ?? 1);
  try {
    if (command) return await command.run(rest, environment);
    return runProgram(name, rest, environment);
  } catch (error) {
    const { stdout, stderr } = environment;
    if (command?.hasEvents && rest.includes('--json')) writeErrorEvent(stdout, error);
    stderr.write(explainError(error, args.includes('--verbose')));
    return exitCodeOf(error);
  }
}

/** The command that the arguments begin with; the longest name wins, for some have two words. */
function commandOf(args: readonly string[]): (typeof commands)[number] | undefined {
  return commands
    .filter(({ spec }) => spec.name.split(' ').every((word, i) => args[i] === word))
    .sort((a, b) => b.spec.name.length - a.spec.name.length)[0];
}

/** What can be asked of the program itself. */
function runProgram(
  name: string | undefined,
  rest: readonly string[],
  { version, stdout, stderr }: CliEnvironment,
): ExitCode {
  const help = programHelp(
    version,
    commands.map(({ spec }) => spec),
  );
  switch (name) {
    case undefined:
      stderr.write(help);
      return 2;
    case '--version':
      stdout.write(`${version}\n`);
      return 0;
    case '--help':
    case '-h':
    case 'help': {
      const command = commandOf(rest);
      stdout.write(command ? commandHelp(command.spec) : help);
      return 0;
    }
    default:
      throw unknownCommand(name);
  }
}

function unknownCommand(name: string): UsageError {
  const known = commands.map(({ spec }) => spec.name);
  const nearest = nearestName(name, known);
  const hint = nearest ? `perhaps you mean ${nearest}` : `there are ${known.join(', ')}`;
  const nature = name.startsWith('-') ? 'option' : 'command';
  return new UsageError(`There is no ${nature} ${name}; ${hint}, and heirloom --help.`);
}

/** "heirloom: " and one sentence; with `isVerbose` the stack and causes as well. */
function explainError(error: unknown, isVerbose: boolean): string {
  const message = error instanceof Error ? error.message : String(error);
  const defect =
    exitCodeOf(error) === 1
      ? `Something went wrong inside Heirloom (${message.replace(/\.$/, '')}); the original is untouched, please report this with the output of --verbose.`
      : message;
  const details = isVerbose ? `${describeCauses(error)}\n` : '';
  return `heirloom: ${withoutControls(defect)}\n${details}`;
}

function describeCauses(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${describeCauses(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
