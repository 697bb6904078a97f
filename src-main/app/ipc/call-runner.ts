import {
  studioContract,
  type AppFailure,
  type AppResult,
  type StudioHandlers,
} from '../../../src-shared/contract';
import { AppFailureError } from '../../engine-host/app-failure-error';
import { PassedFailure } from '../engine/passed-failure';

/** Names of all calls of the window. */
export type StudioCallName = keyof typeof studioContract;
export const studioCallNames = Object.keys(studioContract) as readonly StudioCallName[];

/** A handler as the runner sees it: its input was parsed by the schema of the same name. */
type AnyHandler = (input: unknown) => Promise<unknown>;

/**
 * Carries out one call of the window: the input is parsed, and whatever happens becomes a result. `explain` puts what no
 * handler expected into words.
 */
export async function runCall(
  handlers: StudioHandlers,
  name: StudioCallName,
  input: unknown,
  explain: (error: unknown) => AppFailure,
): Promise<AppResult<unknown>> {
  try {
    const parsed = studioContract[name].input.safeParse(input);
    if (!parsed.success) return { ok: false, error: refusal(name, parsed.error.issues[0]) };
    return { ok: true, value: await (handlers[name] as AnyHandler)(parsed.data) };
  } catch (error) {
    const isKnown = error instanceof AppFailureError || error instanceof PassedFailure;
    return { ok: false, error: isKnown ? error.failure : explain(error) };
  }
}

function refusal(
  name: string,
  issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined,
): AppFailure {
  const place = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  return {
    code: 'refused',
    message: `The call “${name}” was refused because its input is wrong (${place}${issue?.message ?? ''}).`,
  };
}
