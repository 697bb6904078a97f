import { languageFor, say } from '../../src-shared/messages';
import { PixelFailure } from '../bridge/pixel-client';
import { showFailure, type AppContext } from './context';

/** Says in the person's language why a part of the picture, or a mask, cannot be had. */
export function showPixelFailure(context: AppContext, error: Error): void {
  const { start, preferences } = context.store.getState();
  const language = languageFor(preferences.language, start.locale);
  const message =
    error instanceof PixelFailure
      ? say(error.sentence, language, context.translate)
      : error.message;
  showFailure(context, { code: 'photo', message });
}

/** What the pixel port answers; a refusal is shown, and gives undefined. */
export async function pixelsOf<Value>(
  context: AppContext,
  answer: Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await answer;
  } catch (error) {
    showPixelFailure(context, error as Error);
    return undefined;
  }
}
