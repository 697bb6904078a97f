import { dialog, type BrowserWindow } from 'electron';
import type { Language } from '../../../src-shared/messages';
import { appOrigin } from '../protocol/app-protocol';
import { crashedPagePath } from './crashed-page';

const patienceMs = 60_000;

/**
 * Brings the window's page back when its process is gone: the photos stay open in the engine, the work is in its drafts.
 * A second time within a minute it is not tried again, and a page without a script says so.
 */
export function recoverRenderer(
  window: BrowserWindow,
  monotonicMs: () => number = () => performance.now(),
): void {
  let lastCrashMs = -Infinity;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    const now = monotonicMs();
    const isRepeated = now - lastCrashMs < patienceMs;
    lastCrashMs = now;
    void window.loadURL(`${appOrigin}${isRepeated ? crashedPagePath : '/index.html'}`);
  });
}

/** Offers to load the page anew when it does not answer; closes the question when it answers after all. */
export function offerReloadWhenStuck(window: BrowserWindow, language: () => Language): void {
  let question: AbortController | undefined;
  window.on('responsive', () => question?.abort());
  window.on('unresponsive', () => {
    question?.abort();
    question = new AbortController();
    const texts = stuckTexts[language() === 'de' ? 'de' : 'en'];
    void dialog
      .showMessageBox(window, { ...texts, type: 'question', noLink: true, signal: question.signal })
      .then(({ response }) => {
        if (response === 1 && !window.isDestroyed()) window.webContents.reload();
      });
  });
}

const stuckTexts: Readonly<Record<'en' | 'de', { message: string; buttons: string[] }>> = {
  en: {
    message: 'The window does not answer. Your work is kept either way.',
    buttons: ['Wait', 'Load the window anew'],
  },
  de: {
    message: 'Das Fenster antwortet nicht. Die Arbeit ist in jedem Fall aufgehoben.',
    buttons: ['Warten', 'Fenster neu laden'],
  },
};
