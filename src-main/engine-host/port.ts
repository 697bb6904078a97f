/** Ends a subscription. */
export type Unsubscribe = () => void;

/**
 * One end of a two-way channel between processes, whatever carries it: a utility process's port, a forked child, a
 * MessagePort, two objects in a test. Messages are structured clones and arrive in their order.
 */
export interface PortLike {
  /** Does nothing once the port is closed. */
  readonly post: (message: unknown) => void;
  readonly onMessage: (listener: (message: unknown) => void) => Unsubscribe;
  /** Called once, when either end closed it or the other process ended; at once where that has happened already. */
  readonly onClose: (listener: () => void) => Unsubscribe;
  readonly close: () => void;
}
