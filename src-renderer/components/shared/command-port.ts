import type { CommandId } from '../../../src-shared/commands';

/** How components carry commands out without knowing what is behind them. */
export interface CommandPort {
  readonly run: (id: CommandId) => void;
  readonly isEnabled: (id: CommandId) => boolean;
}
