import { createCloseSignal } from './close-signal';
import { createListeners } from './listeners';
import type { PortLike } from './port';

/** Two ends in one process; messages are cloned and delivered in a later task, as between processes. */
export function createInMemoryPorts(): readonly [PortLike, PortLike] {
  const closing = createCloseSignal();
  const ends = [createListeners<unknown>(), createListeners<unknown>()] as const;
  const createEnd = (own: 0 | 1): PortLike => ({
    post(message) {
      if (closing.isClosed) return;
      const clone: unknown = structuredClone(message);
      setImmediate(() => {
        if (!closing.isClosed) ends[own === 0 ? 1 : 0].tell(clone);
      });
    },
    onMessage: (listener) => ends[own].add(listener),
    onClose: closing.onClose,
    close: closing.signal,
  });
  return [createEnd(0), createEnd(1)];
}
