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

/** English, the source of the catalogue: other languages have the same keys and parameters. */
export const en = {
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
} as const;
