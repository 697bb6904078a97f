import { z } from 'zod';
import { markStates, type MarkState } from '../../src-shared/model/mark';

/** States of marks by mark id. */
export type MarkStates = ReadonlyMap<string, MarkState>;

/** States of some marks; undefined for one on which nothing was decided. */
export type MarkDecisions = ReadonlyMap<string, MarkState | undefined>;

/** The same in a draft, where null stands for nothing decided. */
export const decisionsSchema = z.array(z.tuple([z.string(), z.enum(markStates).nullable()]));

/** Both sides of a step, without the marks on which it changed nothing. */
export function changedDecisions({
  before,
  after,
}: {
  readonly before: MarkDecisions;
  readonly after: MarkDecisions;
}): { readonly before: MarkDecisions; readonly after: MarkDecisions } {
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  const changed = ids.filter((id) => before.get(id) !== after.get(id));
  const side = (states: MarkDecisions) => new Map(changed.map((id) => [id, states.get(id)]));
  return { before: side(before), after: side(after) };
}

/** States with some of them decided anew. */
export function decide(states: MarkStates, decisions: MarkDecisions): MarkStates {
  const decided = new Map(states);
  for (const [id, state] of decisions) {
    if (state === undefined) decided.delete(id);
    else decided.set(id, state);
  }
  return decided;
}

/** For a draft. */
export function writeDecisions(given: MarkDecisions): z.input<typeof decisionsSchema> {
  return [...given].map(([id, state]) => [id, state ?? null]);
}

/** Out of a draft. */
export function readDecisions(given: z.infer<typeof decisionsSchema>): MarkDecisions {
  return new Map(given.map(([id, state]) => [id, state ?? undefined]));
}
