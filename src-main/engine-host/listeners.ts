import type { Unsubscribe } from './port';

/** Those who want to be told of something. */
export interface Listeners<Event> {
  readonly add: (listener: (event: Event) => void) => Unsubscribe;
  /** Those who are added meanwhile are not told; those who are removed meanwhile are not either. */
  readonly tell: (event: Event) => void;
}

/** An empty list of listeners. */
export function createListeners<Event>(): Listeners<Event> {
  const listeners = new Set<{ readonly hear: (event: Event) => void }>();
  return {
    add(hear) {
      const entry = { hear };
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
    tell(event) {
      for (const entry of [...listeners]) if (listeners.has(entry)) entry.hear(event);
    },
  };
}
