import type { StartState, StudioHandlers } from '../../../src-shared/contract';
import type { Preferences } from '../../../src-shared/model/preferences';
import { knowPaths } from '../files/classify-file';
import type { Studio } from '../studio';

type Names =
  | 'getStartState'
  | 'takeHandedFiles'
  | 'setPreferences'
  | 'paste'
  | 'copyText'
  | 'getNetworkReport'
  | 'updateShell'
  | 'answerClosing'
  | 'closeWindow'
  | 'notify'
  | 'chooseDevice'
  | 'choosePrior';

const platforms = ['linux', 'win32', 'darwin'] as const;

/** What theme and menu follow. */
const ofTheShell: ReadonlySet<string> = new Set<keyof Preferences>([
  'theme',
  'language',
  'keys',
  'singleKeys',
]);

/** What the window needs of the program and the desktop around it. */
export function createShellHandlers(studio: Studio): Pick<StudioHandlers, Names> {
  const { tokens, engine, preferences, shell, network } = studio;
  return {
    getStartState: async () => startStateOf(studio),
    async takeHandedFiles() {
      const paths = studio.handedFiles.take();
      const files = await knowPaths(tokens, paths);
      return { files, isNothingThere: paths.length > 0 && files.length === 0 };
    },
    async setPreferences(changes) {
      const kept = preferences.change(changes);
      // Most changes are steps of a slider, and none of theirs. They hold whether or not the disk takes them.
      if (Object.keys(changes).some((name) => ofTheShell.has(name)))
        shell.applyPreferences(preferences.current());
      return kept;
    },
    async paste() {
      shell.paste();
      return Promise.resolve(null);
    },
    async copyText({ text }) {
      await shell.copyText(text);
      return null;
    },
    getNetworkReport: async () => Promise.resolve(network()),
    async updateShell(state) {
      shell.update(state);
      return Promise.resolve(null);
    },
    async answerClosing({ isKept }) {
      studio.steps.answer(isKept);
      return Promise.resolve(null);
    },
    async closeWindow() {
      studio.closing.closeAfterBatch();
      return Promise.resolve(null);
    },
    async notify(notice) {
      shell.notify(notice);
      return Promise.resolve(null);
    },
    chooseDevice: ({ device }) => engine.chooseDevice(device),
    choosePrior: ({ prior }) => engine.choosePrior(prior),
  };
}

async function startStateOf(studio: Studio): Promise<StartState> {
  const { facts, tokens, drafts, photos, engine, preferences, recents, network } = studio;
  return {
    version: facts.version,
    electronVersion: facts.electronVersion,
    platform: platforms.find((name) => name === process.platform) ?? 'other',
    locale: facts.locale,
    preferences: preferences.current(),
    recents: await recents.list(tokens),
    drafts: await drafts.list(),
    openPhotos: await photos.describeAll(),
    engineStatus: engine.engineStatus(),
    network: network(),
  };
}
