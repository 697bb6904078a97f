/** One option of a command: parsing, checks and help are all made from this. */
export interface OptionSpec {
  /** Long name without dashes. */
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  /** What the value is called in help ("FILE"); absent for a switch. */
  readonly value?: string;
  readonly explanation: string;
  /** The only values there are. */
  readonly choices?: readonly string[];
  /** Given for numbers. */
  readonly range?: NumberRange;
  /** In words, as help prints it. */
  readonly byDefault?: string;
}

export interface NumberRange {
  readonly minimum: number;
  readonly maximum: number;
  readonly isInteger: boolean;
}

/** Options under one heading of the help. */
export interface OptionGroup {
  readonly title: string;
  readonly options: readonly OptionSpec[];
}

/** A command line to copy, and what it does. */
export interface Example {
  readonly command: string;
  readonly effect: string;
}

/** Everything that is known of a command without running it. */
export interface CommandSpec {
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  /** What follows the program's name. */
  readonly usage: string;
  readonly operands: readonly { readonly name: string; readonly explanation: string }[];
  readonly examples: readonly Example[];
  readonly groups: readonly OptionGroup[];
  /** Paragraphs at the end of the help. */
  readonly remarks?: readonly string[];
}

/** All options of a command, in the order of its help. */
export function optionsOf({ groups }: CommandSpec): readonly OptionSpec[] {
  return groups.flatMap(({ options }) => options);
}
