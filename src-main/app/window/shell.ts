import {
  app,
  nativeTheme,
  Notification,
  powerSaveBlocker,
  shell,
  type BrowserWindow,
} from 'electron';
import type { InputOf, StudioContract } from '../../../src-shared/contract';
import type { CommandId, Platform } from '../../../src-shared/commands';
import type { Translate } from '../../../src-shared/messages';
import type { Preferences } from '../../../src-shared/model/preferences';
import { writeClipboardText } from '../electron-compat';
import { createMenuBar } from './menu';

type ShellState = InputOf<StudioContract['updateShell']>;
type Notice = InputOf<StudioContract['notify']>;

/** The desktop around the window: title, menu bar, taskbar, power saving, notifications, clipboard, file manager. */
export interface Shell {
  readonly update: (state: ShellState) => void;
  /** What is left to do of the window's batch. */
  readonly batch: () => ShellState['batch'];
  /** The page is gone, and its batch with it. */
  readonly forgetBatch: () => void;
  readonly applyPreferences: (preferences: Preferences) => void;
  readonly notify: (notice: Notice) => void;
  readonly copyText: (text: string) => Promise<void>;
  readonly paste: () => void;
  readonly showInFolder: (file: string) => void;
  readonly addRecentDocument: (file: string) => void;
}

export interface ShellOptions {
  readonly window: () => BrowserWindow | undefined;
  readonly platform: Platform;
  readonly translate: () => Translate;
  readonly preferences: () => Preferences;
  readonly onCommand: (commandId: CommandId) => void;
}

const emptyState: ShellState = {
  title: '',
  isEdited: false,
  enabledCommands: [],
  labels: {},
  progress: null,
  batch: null,
};

/** The shell of an application that has nothing open yet. */
export function createShell(options: ShellOptions): Shell {
  const { window, platform, translate, preferences } = options;
  const menuBar = createMenuBar();
  let state = emptyState;
  let blockerId: number | undefined;

  function showMenu(): void {
    menuBar.show({
      platform,
      translate: translate(),
      preferences: preferences(),
      enabledCommands: new Set(state.enabledCommands),
      labels: state.labels,
      onCommand: options.onCommand,
    });
  }

  function showTitle(): void {
    const { title, isEdited } = state;
    const name = title === '' ? 'Heirloom' : `${title} – Heirloom`;
    // macOS has its own dot, in the red button.
    window()?.setDocumentEdited(isEdited);
    window()?.setTitle(isEdited && platform !== 'darwin' ? `• ${name}` : name);
  }

  /** The computer may not fall asleep over a repair; the screen may. */
  function showProgress(): void {
    const { progress } = state;
    const isWorking = progress?.state === 'normal';
    if (isWorking) blockerId ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (blockerId !== undefined) {
      powerSaveBlocker.stop(blockerId);
      blockerId = undefined;
    }
    window()?.setProgressBar(progress?.fraction ?? -1, { mode: progress?.state ?? 'none' });
  }

  return {
    update(next) {
      state = next;
      showTitle();
      showProgress();
      showMenu();
    },
    batch: () => state.batch,
    forgetBatch() {
      state = { ...state, batch: null };
    },
    applyPreferences({ theme }) {
      nativeTheme.themeSource = theme;
      showMenu();
    },
    notify({ title, body }) {
      const owner = window();
      if (!owner || owner.isFocused() || !Notification.isSupported()) return;
      const notification = new Notification({ title, body });
      notification.on('click', () => owner.show());
      notification.show();
    },
    copyText: writeClipboardText,
    paste: () => window()?.webContents.paste(),
    showInFolder: (file) => shell.showItemInFolder(file),
    addRecentDocument: (file) => app.addRecentDocument(file),
  };
}
