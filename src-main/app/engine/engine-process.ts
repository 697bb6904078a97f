import type { PortLike } from '../../engine-host/port';

/** A running engine process, as its supervisor sees it. */
export interface EngineProcess {
  /** Closes when the process has ended, however it did. */
  readonly port: PortLike;
  /** Ends the process at once, whatever it is doing. */
  readonly kill: () => void;
}
