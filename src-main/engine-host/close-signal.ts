import { createListeners } from './listeners';
import type { Unsubscribe } from './port';

/** Something that ends once: whoever asks afterwards is told at once. */
export interface CloseSignal {
  readonly isClosed: boolean;
  readonly onClose: (listener: () => void) => Unsubscribe;
  /** Tells everybody, the first time only. */
  readonly signal: () => void;
}

/** A signal that has not been given yet. */
export function createCloseSignal(): CloseSignal {
  const listeners = createListeners<undefined>();
  let isClosed = false;
  return {
    get isClosed() {
      return isClosed;
    },
    onClose(listener) {
      if (!isClosed) return listeners.add(listener);
      listener();
      return () => undefined;
    },
    signal() {
      if (isClosed) return;
      isClosed = true;
      listeners.tell(undefined);
    },
  };
}
