import type { CommandLabelKey } from '../commands';
import type { MarkClass, MarkReason, MarkState } from '../model/mark';
import type { en } from './en';

/** A text that depends on a number: one form for each of the language's plurals that is used here. */
export interface PluralMessage {
  readonly one: string;
  readonly other: string;
}

type English = typeof en;

/** Name of a text. */
export type MessageKey = keyof English;

/** The texts of one language: a missing one does not compile. */
export type Catalogue = {
  readonly [Key in MessageKey]: English[Key] extends string ? string : PluralMessage;
};

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

type NamesOf<Key extends MessageKey> = English[Key] extends infer Message
  ? Message extends string
    ? NamesIn<Message>
    : Message extends PluralMessage
      ? NamesIn<Message['one']> | NamesIn<Message['other']> | 'count'
      : never
  : never;

/** What a text needs: `count` is a number; numbers are written as the language writes them. */
export type MessageParameters<Key extends MessageKey> = {
  readonly [Name in NamesOf<Key>]: Name extends 'count' ? number : string | number;
};

/** The parameters as the last argument of a function; none where the text has none. */
export type ParameterArguments<Key extends MessageKey> = [NamesOf<Key>] extends [never]
  ? []
  : [parameters: MessageParameters<Key>];

/** Everything that the other parts of the program need a text for; a missing one does not compile here. */
type NeededKey =
  CommandLabelKey | `class.${MarkClass}` | `reason.${MarkReason}` | `state.${MarkState}`;
type Complete<Missing extends never> = Missing;
/** Never anything; it exists to be checked. @public */
export type MissingKeys = Complete<Exclude<NeededKey, MessageKey>>;
