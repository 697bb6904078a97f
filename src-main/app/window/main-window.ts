import path from 'node:path';
import { app, nativeTheme, type BrowserWindow, type WebContents } from 'electron';
import { channels } from '../../../src-shared/contract/channels';
import type { Language } from '../../../src-shared/messages';
import type { AppFolders } from '../app-folders';
import { appOrigin } from '../protocol/app-protocol';
import type { Tell } from '../studio';
import { offerReloadWhenStuck, recoverRenderer } from './renderer-recovery';
import { createPlaceFile, createWindow, placeOf } from './window';

export interface MainWindowOptions {
  readonly userData: string;
  readonly folders: AppFolders;
  readonly language: () => Language;
  /** The page's script runs, for the first time or again. */
  readonly onLoaded: (contents: WebContents) => void;
  /** The page's process is gone. */
  readonly onPageGone: () => void;
  /** False where the window is to stay for now. */
  readonly letsClose: () => boolean;
}

const pageAddress = `${appOrigin}/index.html`;

/** The colours of an empty window, as in the page's own theme, so that nothing flashes before the page is there. */
const backgroundColors = { dark: '#1F1F1F', light: '#E4E4E4' } as const;

/** The one window, which may not be there yet or not any more. */
export class MainWindow {
  private window: BrowserWindow | undefined;
  private placeKept: Promise<void> = Promise.resolve();

  readonly current = (): BrowserWindow | undefined =>
    this.window?.isDestroyed() === false ? this.window : undefined;

  readonly tell: Tell = (name, event) => {
    this.current()?.webContents.send(channels.event, name, event);
  };

  readonly show = (): void => {
    const window = this.current();
    if (window?.isMinimized()) window.restore();
    window?.show();
    window?.focus();
  };

  /** The page, where its script listens already. */
  loadedContents(): WebContents | undefined {
    const contents = this.current()?.webContents;
    return contents?.isLoading() ? undefined : contents;
  }

  /** True where the page's own script runs, and not the page that stands in for it after crashes. */
  hasPage(): boolean {
    return this.loadedContents()?.getURL() === pageAddress;
  }

  /** Resolves when everything about a closed window is on disk. */
  async settle(): Promise<void> {
    await this.placeKept;
  }

  readonly close = (): void => this.current()?.close();

  async open(options: MainWindowOptions): Promise<void> {
    const { userData, folders, language, onLoaded, onPageGone, letsClose } = options;
    const { dark, light } = backgroundColors;
    const placeFile = createPlaceFile(userData);
    const window = createWindow(await placeFile.read(), {
      preloadPath: path.join(folders.bundles, 'preload.cjs'),
      iconPath: folders.icon,
      hasDevTools: !app.isPackaged,
      backgroundColor: nativeTheme.shouldUseDarkColors ? dark : light,
    });
    this.window = window;
    window.on('close', (event) => {
      if (!letsClose()) {
        event.preventDefault();
        return;
      }
      // A place that cannot be kept is no reason to keep the window.
      this.placeKept = placeFile.write(placeOf(window)).catch(() => undefined);
    });
    // Windows asks before it shuts down; whoever answers no is named on its screen as what it waits for.
    window.on('query-session-end', (event) => {
      if (!letsClose()) event.preventDefault();
    });
    window.webContents.on('did-finish-load', () => onLoaded(window.webContents));
    window.webContents.on('render-process-gone', onPageGone);
    recoverRenderer(window);
    offerReloadWhenStuck(window, language);
    // A page that crashes over its start is loaded again, or another one says so.
    await window.loadURL(pageAddress).catch(() => undefined);
  }
}
