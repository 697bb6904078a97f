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
