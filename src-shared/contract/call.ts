import type { z } from 'zod';
import type { AppResult } from './result';

/** One call of a contract: its input is checked where it arrives, its output is a promise of the type alone. */
export interface Call<Input, Output> {
  readonly input: z.ZodType<Input>;
  /** Never set; carries the type. */
  readonly answers?: () => Output;
}

/** Declares a call: `call<Output>()(inputSchema)`. */
export function call<Output>() {
  return <Input>(input: z.ZodType<Input>): Call<Input, Output> => ({ input });
}

/** A table of calls by name. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a table holds calls of every type
export type Contract = Readonly<Record<string, Call<any, any>>>;

export type InputOf<C> = C extends { readonly input: z.ZodType<infer Input> } ? Input : never;
export type OutputOf<C> = C extends { readonly answers?: () => infer Output } ? Output : never;

/** The side that answers: one handler a call; leaving one out does not compile. Handlers throw; the router makes results. */
export type Handlers<C extends Contract> = {
  readonly [Name in keyof C]: (input: InputOf<C[Name]>) => Promise<OutputOf<C[Name]>>;
};

/** The side that asks: failures are values, not exceptions. */
export type Client<C extends Contract> = {
  readonly [Name in keyof C]: (input: InputOf<C[Name]>) => Promise<AppResult<OutputOf<C[Name]>>>;
};
