import { createChildProcessPort } from '../engine-host/child-process-port';
import { createMessagePort, type EventPort } from '../engine-host/message-port';
import { createPixelChannel } from '../engine-host/pixel-envelope';
import type { PortLike } from '../engine-host/port';

/** Electron's port to the main process; its messages may bring ports along. */
interface UtilityParentPort extends EventPort {
  on(name: 'message', listener: (event: UtilityMessage) => void): unknown;
  on(name: 'close', listener: () => void): unknown;
}

interface UtilityMessage {
  readonly data: unknown;
  readonly ports?: readonly EventPort[];
}

/** How this process is reached by the one that started it. */
export interface ParentConnection {
  readonly port: PortLike;
  /** Called with every port over which pixels are asked for. */
  readonly onPixelPort: (listener: (port: PortLike) => void) => void;
}

/** The parent of a utility process of Electron's, or of a process that was forked with an 'advanced' channel. */
export function connectParent(): ParentConnection {
  const { parentPort } = process as unknown as { readonly parentPort?: UtilityParentPort };
  if (parentPort) return connectUtilityParent(parentPort);
  const port = createChildProcessPort(process);
  return { port, onPixelPort: (listener) => listener(createPixelChannel(port)) };
}

function connectUtilityParent(parentPort: UtilityParentPort): ParentConnection {
  return {
    port: createMessagePort(parentPort),
    onPixelPort(listener) {
      parentPort.on('message', ({ data, ports }) => {
        const [port] = ports ?? [];
        if (isPixelPortMessage(data) && port) listener(createMessagePort(port));
      });
    },
  };
}

function isPixelPortMessage(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'pixelPort';
}
