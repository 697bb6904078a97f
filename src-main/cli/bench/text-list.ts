import { UsageError } from '../usage-error';

/**
 * The names in a comma-separated list, in the order of `known`; all of them where no list was given.
 * @throws UsageError for a name that is not known.
 */
export function readNames<Name extends string>(
  option: string,
  text: string | undefined,
  known: readonly Name[],
): readonly Name[] {
  if (text === undefined) return known;
  const given = text.split(',').map((name) => name.trim());
  const unknown = given.find((name) => !known.some((candidate) => candidate === name));
  if (unknown !== undefined) {
    throw new UsageError(`--${option} is a list of ${known.join(', ')} and not “${unknown}”.`);
  }
  return known.filter((name) => given.includes(name));
}
