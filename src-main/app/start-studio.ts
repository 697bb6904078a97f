import path from 'node:path';
import { userDataFolder } from '../files/user-data-folder';
import { app, nativeTheme, session } from 'electron';
import type { Platform } from '../../src-shared/commands';
import { findFolders, type AppFolders } from './app-folders';
import { createDialogs } from './dialogs';
import { DraftStore } from './drafts/draft-store';
import { cardNameOf } from './engine/card-name';
import { EngineSupervisor } from './engine/engine-supervisor';
import { forkUtilityEngine, type UtilityEngine } from './engine/utility-engine';
import { createFileTokens } from './files/file-tokens';
import { FileWrites } from './files/file-writes';
import type { HandedFiles } from './files/handed-files';
import { routeCalls } from './ipc/ipc-router';
import { createStudioHandlers } from './ipc/studio-handlers';
import { createLanguage, type MainLanguage } from './language';
import { OpenPhotos } from './photos/open-photos';
import { serveWindow } from './protocol/app-protocol';
import { denyPermissions } from './security/lock-down';
import { guardNetwork } from './security/network-guard';
import { openPreferences, type PreferenceStore } from './store/preferences';
import { openRecentPhotos } from './store/recent-photos';
import type { Studio, StudioFacts } from './studio';
import { CloseGuard } from './window/close-guard';
import { crashedPages } from './window/crashed-page';
import { MainWindow } from './window/main-window';
import { PageSteps } from './window/page-steps';
import { createShell, type Shell } from './window/shell';

/** The running application, as the program's entry sees it. */
export interface RunningStudio {
  readonly showWindow: () => void;
  /** Ends the engine, once it has written what it is writing, and settles the drafts. */
  readonly stop: () => Promise<void>;
}

/**
 * Puts everything together and opens the window; to be called once, when Electron is ready.
 * @param bundles the folder of main's own bundle
 */
export async function startStudio(
  bundles: string,
  handedFiles: HandedFiles,
): Promise<RunningStudio> {
  const folders = findFolders(bundles);
  const userData = app.getPath('userData');
  const preferences = await openPreferences(userData);
  const recents = await openRecentPhotos(path.join(userData, 'recents'));
  const language = createLanguage(preferences.current, app.getLocale());
  const window = new MainWindow();
  const drafts = new DraftStore(path.join(userData, 'drafts'));
  const writes = new FileWrites();

  const network = guardSession(window);
  serveWindow(folders.renderer, crashedPages(language.current()));
  const engine = createEngine(folders, { preferences, language, window, writes }, () => photos);
  const photos = new OpenPhotos({
    engine,
    drafts,
    onChangedOnDisk: (change) => window.tell('photoChangedOnDisk', change),
  });
  engine.start();
  await drafts.takeStock();

  const desktop = createDesktop(window, { writes, language, preferences, photos });
  const studio: Studio = {
    facts: gatherFacts(folders),
    tokens: createFileTokens(),
    writes,
    drafts,
    photos,
    engine,
    preferences,
    recents,
    ...desktop,
    network: network.report,
    say: language.say,
    handedFiles,
  };
  routeCalls(window.current, createStudioHandlers(studio), studio, network.noteRefusal);
  handedFiles.onMore(() => window.tell('filesHandedOver', {}));
  desktop.shell.applyPreferences(preferences.current());
  await window.open({
    userData,
    folders,
    language: language.current,
    onLoaded: (contents) => engine.current()?.connectPixels(contents),
    onPageGone: desktop.forgetPage,
    letsClose: () => desktop.closing.letsClose(),
  });

  // It is asked only now: Chromium takes its time, and nothing waits for it.
  void app.getGPUInfo('complete').then((report) => engine.nameCard(cardNameOf(report)), ignore);
  return {
    showWindow: window.show,
    async stop() {
      await engine.stop(!desktop.closing.hasCutWrites);
      await Promise.all([photos.closeAll(), window.settle()]);
    },
  };
}

/** Nothing leaves this computer, and the page may use none of its devices. */
function guardSession(window: MainWindow) {
  denyPermissions(session.defaultSession);
  return guardNetwork(session.defaultSession, (report) => window.tell('networkReport', report));
}

/** A card without a name is called by its way of computing. */
const ignore = () => undefined;

function createWindowShell(
  window: MainWindow,
  { translate }: MainLanguage,
  preferences: PreferenceStore,
): Shell {
  nativeTheme.on('updated', () =>
    window.tell('systemTheme', { isDark: nativeTheme.shouldUseDarkColors }),
  );
  return createShell({
    window: window.current,
    platform: platformOf(process.platform),
    translate,
    preferences: preferences.current,
    onCommand: (commandId) => window.tell('menuCommand', { commandId }),
  });
}

interface Surroundings {
  readonly preferences: PreferenceStore;
  readonly language: MainLanguage;
  readonly writes: FileWrites;
}

interface DesktopSurroundings extends Surroundings {
  readonly photos: OpenPhotos;
}

/** What stands between the window and the system. */
function createDesktop(
  window: MainWindow,
  { preferences, language, writes, photos }: DesktopSurroundings,
) {
  const shell = createWindowShell(window, language, preferences);
  const dialogs = createDialogs(window.current);
  const steps = new PageSteps({
    mayWait: () => photos.list().length > 0 && window.hasPage(),
    ask: () => window.tell('stepsToBeKept', {}),
  });
  const closing = new CloseGuard({
    writes,
    steps,
    batch: shell.batch,
    translate: language.translate,
    async ask(question, signal) {
      // A minimised window cannot show what it asks.
      window.show();
      return dialogs.ask(question, signal);
    },
    saveBatch: () => window.tell('batchToBeSaved', {}),
    close: window.close,
  });
  const forgetPage = () => {
    shell.forgetBatch();
    steps.forget();
  };
  return { shell, dialogs, steps, closing, forgetPage };
}

interface EngineSurroundings extends Surroundings {
  readonly window: MainWindow;
}

function createEngine(
  folders: AppFolders,
  { preferences, language, window, writes }: EngineSurroundings,
  photos: () => OpenPhotos,
): EngineSupervisor<UtilityEngine> {
  return new EngineSupervisor({
    fork: () => forkUtilityEngine(path.join(folders.bundles, 'engine.cjs')),
    modelsFolder: folders.models,
    ownModelsFolder: path.join(userDataFolder(), 'models'),
    device: preferences.current().device,
    prior: preferences.current().prior,
    say: language.say,
    openPhotos: () => photos().engineInputs(),
    onServing(process) {
      const contents = window.loadedContents();
      if (contents) process.connectPixels(contents);
    },
    tell: window.tell,
    writes,
  });
}

function gatherFacts(folders: AppFolders): StudioFacts {
  return {
    version: app.getVersion(),
    electronVersion: process.versions.electron,
    locale: app.getLocale(),
    samplesFolder: folders.samples,
    picturesFolder: app.getPath('pictures'),
  };
}

function platformOf(name: NodeJS.Platform): Platform {
  return name === 'linux' || name === 'win32' || name === 'darwin' ? name : 'other';
}
