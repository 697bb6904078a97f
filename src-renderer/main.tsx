import './theme';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { languageFor, localeFor, makeTranslate } from '../src-shared/messages';
import type { StudioApi } from '../src-shared/contract';
import type { AppContext } from './actions/context';
import { App } from './app/app';
import { StudioContext } from './app/app-context';
import { beginSession } from './app/begin-session';
import { keepDraftDescribed } from './app/keep-draft-described';
import { keepEstimate } from './app/keep-estimate';
import { keepFocus } from './app/keep-focus';
import { keepSettingsApplied } from './app/keep-settings-applied';
import { keepShell } from './app/keep-shell';
import { listenToMain, listenToPixelPort } from './app/listen-to-main';
import { makePageActions } from './app/page-actions';
import { showStartFailure } from './app/start-failure';
import { PixelClient } from './bridge/pixel-client';
import { createAppStore } from './state/app-store';
import { keepStylesOut } from './theme';

declare global {
  interface Window {
    readonly studio: StudioApi;
  }
}

// The content policy forbids code made from text, which zod would try for speed.
z.config({ jitless: true });

async function start(): Promise<void> {
  keepStylesOut(document);
  const pixels = new PixelClient();
  listenToPixelPort(pixels);
  const answer = await window.studio.getStartState({});
  const root = document.getElementById('root')!;
  if (!answer.ok) {
    showStartFailure(root, answer.error);
    return;
  }
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const store = createAppStore(answer.value, isDark);
  const studio: AppContext = {
    api: window.studio,
    store,
    pixels,
    page: makePageActions(store),
    translate: (key, ...parameters) => {
      const { preferences, start: facts } = store.getState();
      const language = languageFor(preferences.language, facts.locale);
      return makeTranslate(language, localeFor(language, facts.locale))(key, ...parameters);
    },
    workspace: undefined,
    runListeners: new Map(),
    view: undefined,
  };
  listenToMain(studio);
  keepShell(studio);
  keepEstimate(studio);
  keepFocus(studio);
  keepDraftDescribed(studio);
  keepSettingsApplied(studio);
  createRoot(root).render(
    <StudioContext value={studio}>
      <App />
    </StudioContext>,
  );
  await beginSession(studio);
}

void start();
