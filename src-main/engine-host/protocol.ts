import { z } from 'zod';
import type { AppResult, EngineContract, EngineEvents } from '../../src-shared/contract';

/** Names of the calls and of the events. */
export type EngineCallName = keyof EngineContract;
export type EngineEventName = keyof EngineEvents;

/** A call as it travels; its input is parsed by the contract's own schema afterwards. */
export const engineRequestSchema = z.strictObject({
  kind: z.literal('call'),
  callId: z.number().int().min(0),
  name: z.string().max(64),
  input: z.unknown(),
});
export type EngineRequest = Readonly<z.infer<typeof engineRequestSchema>>;

/** What the engine process sends: one reply a call, and events unasked. */
export type EngineMessage =
  | { readonly kind: 'reply'; readonly callId: number; readonly result: AppResult<unknown> }
  | {
      [Name in EngineEventName]: {
        readonly kind: 'event';
        readonly name: Name;
        readonly event: EngineEvents[Name];
      };
    }[EngineEventName];

/** Pixel messages on the main port, for a parent that cannot hand over a port of their own (a forked process's). */
export interface PixelEnvelope {
  readonly kind: 'pixel';
  readonly message: unknown;
}
