/** What a process of its own may take before it is ended. */
export interface ApartLimits {
  /** Of all kinds together, as the system counts what it has in use. */
  readonly memoryBytes: number;
  /** One uninterrupted piece of work, such as a call of a network. */
  readonly silenceMs: number;
}

/** How a process of its own ended. */
export type ApartOutcome =
  | { readonly kind: 'done'; readonly exitCode: number }
  /** One of its limits. */
  | { readonly kind: EndReason }
  /** By the person or the system, which asked this process to stop. */
  | { readonly kind: 'stopped' }
  /** By a defect: `signal` is the system's name for it. */
  | { readonly kind: 'broken'; readonly signal: string };

export const endReasons = ['memory', 'silence'] as const;
export type EndReason = (typeof endReasons)[number];

/** Variable of the environment that holds the limits, and tells a process that it is one of its own. */
export const LIMITS_VARIABLE = 'HEIRLOOM_APART';

/** Where a process writes why it ends itself. */
export const REASON_DESCRIPTOR = 3;
