import { readArguments, type ParsedArguments } from './args';
import { benchSpec } from './bench/bench-spec';
import type { CliEnvironment } from './environment';
import type { ExitCode } from './exit-codes';
import { detectSpec } from './detect/detect-spec';
import { commandHelp } from './help';
import type { CommandSpec } from './option-spec';
import { inspectSpec } from './inspect-spec';
import { modelsAddSpec } from './models-add-spec';
import { modelsSpec } from './models-spec';
import { redoSpec } from './redo-spec';
import { restoreSpec } from './restore-spec';

/** A command: how it is explained, and how it is run. */
export interface Command {
  readonly spec: CommandSpec;
  /** True where --json means a stream of events, of which an error is one. */
  readonly hasEvents: boolean;
  /**
   * @param args what follows the command's name
   * @throws any error; its message is shown as one sentence
   */
  readonly run: (args: readonly string[], environment: CliEnvironment) => Promise<ExitCode>;
}

type CommandFunction = (given: ParsedArguments, environment: CliEnvironment) => Promise<ExitCode>;

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [
  withArguments(restoreSpec, async () => (await import('./restore/restore')).restorePhoto, true),
  withArguments(redoSpec, async () => (await import('./restore/redo')).redoRestoration, true),
  withArguments(detectSpec, async () => (await import('./detect/detect')).detectDamage),
  withArguments(inspectSpec, async () => (await import('./inspect')).inspectFile),
  withArguments(modelsSpec, async () => (await import('./models')).listModels),
  withArguments(modelsAddSpec, async () => (await import('./models-add')).addModel),
  {
    spec: benchSpec,
    hasEvents: false,
    run: async (args, environment) => (await import('./bench/main')).runBench(args, environment),
  },
];

/** Reads the arguments first and loads the code only then: help must not wait for the native libraries. */
function withArguments(
  spec: CommandSpec,
  load: () => Promise<CommandFunction>,
  hasEvents = false,
): Command {
  return {
    spec,
    hasEvents,
    async run(args, environment) {
      const given = readArguments(spec, args);
      if (!given.has('help')) return (await load())(given, environment);
      environment.stdout.write(commandHelp(spec));
      return 0;
    },
  };
}
