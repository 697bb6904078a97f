import type { NetworkReport, StudioEvents } from '../../src-shared/contract';
import type { Sentence } from '../../src-shared/messages';
import type { Dialogs } from './dialogs';
import type { DraftStore } from './drafts/draft-store';
import type { EngineDesk } from './engine/engine-supervisor';
import type { FileTokens } from './files/file-tokens';
import type { FileWrites } from './files/file-writes';
import type { HandedFiles } from './files/handed-files';
import type { OpenPhotos } from './photos/open-photos';
import type { PreferenceStore } from './store/preferences';
import type { RecentPhotos } from './store/recent-photos';
import type { CloseGuard } from './window/close-guard';
import type { PageSteps } from './window/page-steps';
import type { Shell } from './window/shell';

/** Tells the window something unasked. */
export type Tell = <Name extends keyof StudioEvents>(name: Name, event: StudioEvents[Name]) => void;

/** Facts that do not change while the program runs. */
export interface StudioFacts {
  readonly version: string;
  readonly electronVersion: string;
  readonly locale: string;
  readonly samplesFolder: string;
  /** The person's folder for pictures: where a copy goes that has no place of its own. */
  readonly picturesFolder: string;
}

/** Everything that answers the window's calls; nothing in it imports Electron but `dialogs` and `shell`. */
export interface Studio {
  readonly facts: StudioFacts;
  readonly tokens: FileTokens;
  readonly writes: FileWrites;
  readonly drafts: DraftStore;
  readonly photos: OpenPhotos;
  readonly engine: EngineDesk;
  readonly preferences: PreferenceStore;
  readonly recents: RecentPhotos;
  readonly dialogs: Dialogs;
  readonly shell: Shell;
  readonly closing: Pick<CloseGuard, 'closeAfterBatch'>;
  readonly steps: Pick<PageSteps, 'answer'>;
  readonly network: () => NetworkReport;
  /** Puts a sentence into the person's language. */
  readonly say: (sentence: Sentence) => string;
  readonly handedFiles: Pick<HandedFiles, 'take'>;
}
