import { createCloseSignal } from './close-signal';
import { createListeners } from './listeners';
import type { PortLike } from './port';

/** What Electron's ports in the main and the utility process have in common; a process's own parent port never closes. */
export interface EventPort {
  postMessage(message: unknown): void;
  on(name: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(name: 'close', listener: () => void): unknown;
  /** Messages are held back until then. */
  start?(): void;
  close?(): void;
}

/** A MessagePortMain, or the parent port of a utility process, as a port. */
export function createMessagePort(port: EventPort): PortLike {
  const closing = createCloseSignal();
  const listeners = createListeners<unknown>();
  port.on('message', ({ data }) => listeners.tell(data));
  port.on('close', closing.signal);
  let isStarted = false;
  return {
    post(message) {
      if (!closing.isClosed) port.postMessage(message);
    },
    onMessage(listener) {
      const unsubscribe = listeners.add(listener);
      if (!isStarted) port.start?.();
      isStarted = true;
      return unsubscribe;
    },
    onClose: closing.onClose,
    close() {
      port.close?.();
      closing.signal();
    },
  };
}
