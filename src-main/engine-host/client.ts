import {
  engineContract,
  type AppResult,
  type EngineClient,
  type EngineEvents,
} from '../../src-shared/contract';
import { sentenceOf } from '../../src-shared/messages';
import { createListeners, type Listeners } from './listeners';
import type { PortLike, Unsubscribe } from './port';
import type {
  EngineCallName,
  EngineEventName,
  EngineMessage,
  EngineRequest,
  PixelEnvelope,
} from './protocol';

/** The asking side of a channel to an engine process. */
export interface EngineConnection {
  readonly engine: EngineClient;
  /** Tells of everything that the engine says unasked. */
  readonly on: <Name extends EngineEventName>(
    name: Name,
    listener: (event: EngineEvents[Name]) => void,
  ) => Unsubscribe;
  /** Called once, when the process is gone or `close` was called. */
  readonly onLost: (listener: () => void) => Unsubscribe;
  readonly close: () => void;
}

const lost: AppResult<never> = {
  ok: false,
  error: { code: 'engine-lost', ...sentenceOf('failure.engineEnded') },
};

/**
 * Speaks to an engine process over a port. Every call is answered: by the engine, or with 'engine-lost' as soon as the
 * port closes.
 */
export function connectEngine(port: PortLike): EngineConnection {
  const waiting = new Map<number, (result: AppResult<never>) => void>();
  const listeners = new Map<string, Listeners<never>>();
  let callCount = 0;
  let isLost = false;

  port.onMessage((message) => {
    const received = message as EngineMessage | PixelEnvelope;
    if (received.kind === 'reply') {
      waiting.get(received.callId)?.(received.result as AppResult<never>);
      waiting.delete(received.callId);
    } else if (received.kind === 'event') {
      listeners.get(received.name)?.tell(received.event as never);
    }
  });
  port.onClose(() => {
    isLost = true;
    for (const settle of waiting.values()) settle(lost);
    waiting.clear();
  });

  const call = (name: EngineCallName) => (input: unknown) =>
    new Promise<AppResult<never>>((resolve) => {
      if (isLost) {
        resolve(lost);
        return;
      }
      const request: EngineRequest = { kind: 'call', callId: callCount++, name, input };
      waiting.set(request.callId, resolve);
      port.post(request);
    });
  const names = Object.keys(engineContract) as EngineCallName[];
  const engine = Object.fromEntries(names.map((name) => [name, call(name)]));

  return {
    engine: engine as EngineClient,
    on(name, listener) {
      const known = listeners.get(name) ?? createListeners<never>();
      listeners.set(name, known);
      return known.add(listener);
    },
    onLost: port.onClose,
    close: port.close,
  };
}
