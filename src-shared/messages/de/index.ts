import type { Catalogue } from '../catalogue';
import { closing } from './closing';
import { commands } from './commands';
import { failures } from './failures';
import { marks } from './marks';
import { pages } from './pages';
import { photoNotes } from './photo-notes';
import { repair } from './repair';
import { settings } from './settings';
import { states } from './states';
import { status } from './status';
import { tools } from './tools';

/** German; main actions are infinitives, so that nobody is addressed formally or too closely. */
export const de: Catalogue = {
  ...commands,
  ...tools,
  ...repair,
  ...marks,
  ...status,
  ...states,
  ...settings,
  ...pages,
  ...photoNotes,
  ...closing,
  ...failures,
};
