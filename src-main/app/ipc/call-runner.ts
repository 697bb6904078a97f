import {
  studioContract,
  type AppFailure,
  type AppResult,
  type StudioHandlers,
} from '../../../src-shared/contract';
import type { StudioCallName } from '../../../src-shared/contract/call-names';
import type { Sentence } from '../../../src-shared/messages';
import { AppFailureError } from '../../engine-host/app-failure-error';
import { PassedFailure } from '../engine/passed-failure';

/** How failures are put into words. */
export interface FailureWords {
  readonly explain: (error: unknown) => AppFailure;
  readonly say: (sentence: Sentence) => string;
}

/** A handler as the runner sees it: its input was parsed by the schema of the same name. */
type AnyHandler = (input: unknown) => Promise<unknown>;

/**
 * Carries out one call of the window: the input is parsed, and whatever happens becomes a result.
 * @param words puts what no handler expected into words, and says failures in the person's language
 */
export async function runCall(
  handlers: StudioHandlers,
  name: StudioCallName,
  input: unknown,
  { explain, say }: FailureWords,
): Promise<AppResult<unknown>> {
  const fail = (failure: AppFailure) => {
    const { text: _text, ...rest } = failure;
    return { ok: false, error: { ...rest, message: say(failure) } } as const;
  };
  try {
    const parsed = studioContract[name].input.safeParse(input);
    if (!parsed.success) return fail(refusal(name, parsed.error.issues[0]));
    return { ok: true, value: await (handlers[name] as AnyHandler)(parsed.data) };
  } catch (error) {
    const isKnown = error instanceof AppFailureError || error instanceof PassedFailure;
    return fail(isKnown ? error.failure : explain(error));
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
    text: { key: 'failure.call' },
  };
}
