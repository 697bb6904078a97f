import type { PortLike } from './port';
import type { PixelEnvelope } from './protocol';

/** The pixel messages of a shared port as a port of their own; closing it leaves the shared one open. */
export function createPixelChannel(port: PortLike): PortLike {
  return {
    post(message) {
      const envelope: PixelEnvelope = { kind: 'pixel', message };
      port.post(envelope);
    },
    onMessage: (listener) =>
      port.onMessage((message) => {
        if (isEnvelope(message)) listener(message.message);
      }),
    onClose: port.onClose,
    close: () => undefined,
  };
}

function isEnvelope(message: unknown): message is PixelEnvelope {
  return (
    typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'pixel'
  );
}
