import type { Serializable } from 'node:child_process';
import { createCloseSignal } from './close-signal';
import { createListeners } from './listeners';
import type { PortLike } from './port';

/** What a ChildProcess and, inside the child, `process` have in common; `serialization: 'advanced'` keeps byte arrays. */
export interface ChildChannel {
  readonly connected: boolean;
  send?(message: Serializable, callback: (error: Error | null) => void): boolean;
  on(name: 'message', listener: (message: unknown) => void): unknown;
  on(name: 'disconnect', listener: () => void): unknown;
  disconnect?(): void;
}

/** The channel of `child_process.fork` as a port, for either side. */
export function createChildProcessPort(channel: ChildChannel): PortLike {
  const closing = createCloseSignal();
  const listeners = createListeners<unknown>();
  channel.on('message', listeners.tell);
  channel.on('disconnect', closing.signal);
  return {
    post(message) {
      if (closing.isClosed || !channel.connected) return;
      // A message that cannot be delivered means that the other side is gone.
      channel.send?.(message as Serializable, (error) => {
        if (error) closing.signal();
      });
    },
    onMessage: listeners.add,
    onClose: closing.onClose,
    close() {
      if (channel.connected) channel.disconnect?.();
      closing.signal();
    },
  };
}
