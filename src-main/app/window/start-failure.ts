import { app, dialog } from 'electron';
import { createLanguage } from '../language';

/** Says in the system's own box that the window could not be opened, and ends the program. */
export function endWithoutWindow(error: unknown): void {
  const { translate } = createLanguage(() => ({ language: 'system' }), app.getLocale());
  const reason = error instanceof Error ? error.message : String(error);
  dialog.showErrorBox('Heirloom', translate()('error.notStarted', { reason }));
  app.exit(1);
}
