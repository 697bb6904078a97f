import {
  engineContract,
  type AppFailure,
  type AppResult,
  type EngineEvents,
  type EngineHandlers,
} from '../../src-shared/contract';
import { AppFailureError } from './app-failure-error';
import type { PortLike } from './port';
import {
  engineRequestSchema,
  type EngineCallName,
  type EngineEventName,
  type EngineMessage,
} from './protocol';

/** What the engine's side of the channel needs. */
export interface EngineServerOptions {
  readonly port: PortLike;
  readonly handlers: EngineHandlers;
  /** Puts whatever a handler threw, an AppFailureError excepted, into the words of a failure. */
  readonly explainError: (error: unknown) => AppFailure;
}

/** The engine's side of the channel. */
export interface EngineServer {
  readonly emit: <Name extends EngineEventName>(name: Name, event: EngineEvents[Name]) => void;
}

/** A handler as the dispatcher sees it: its input was parsed by the schema of the same name. */
type AnyHandler = (input: unknown) => Promise<unknown>;

/**
 * Answers every message of kind 'call' on the port, once and never by an exception; other kinds are left to others. The
 * input of a call reaches its handler only as the contract has it.
 */
export function serveEngine({ port, handlers, explainError }: EngineServerOptions): EngineServer {
  const send = (message: EngineMessage) => port.post(message);

  async function answer(name: string, input: unknown): Promise<AppResult<unknown>> {
    try {
      if (!isCallName(name)) return refuse(`There is no call “${name}”, so nothing was done.`);
      const parsed = engineContract[name].input.safeParse(input);
      if (!parsed.success) {
        const { path, message } = parsed.error.issues[0]!;
        const place = path.length > 0 ? `${path.join('.')}: ` : '';
        return refuse(
          `The call “${name}” was refused because its input is wrong (${place}${message}).`,
        );
      }
      return { ok: true, value: await (handlers[name] as AnyHandler)(parsed.data) };
    } catch (error) {
      const failure = error instanceof AppFailureError ? error.failure : explainError(error);
      return { ok: false, error: failure };
    }
  }

  port.onMessage((message) => {
    if (!isCall(message)) return;
    const request = engineRequestSchema.safeParse(message);
    if (request.success) {
      const { callId, name, input } = request.data;
      void answer(name, input).then((result) => send({ kind: 'reply', callId, result }));
    } else if (typeof message.callId === 'number') {
      const result = refuse('A call was refused because it has not the form of one.');
      send({ kind: 'reply', callId: message.callId, result });
    }
  });

  return {
    emit: (name, event) => send({ kind: 'event', name, event } as EngineMessage),
  };
}

function refuse(message: string): AppResult<never> {
  return { ok: false, error: { code: 'refused', message, text: { key: 'failure.call' } } };
}

function isCallName(name: string): name is EngineCallName {
  return Object.hasOwn(engineContract, name);
}

function isCall(message: unknown): message is { kind: 'call'; callId?: unknown } {
  return (
    typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'call'
  );
}
