import { readFile, rename } from 'node:fs/promises';
import type { z } from 'zod';
import { replaceAtomically } from '../../files/atomic-write';

/** A small file of the application's own that outlives it. */
export interface JsonFile<Value> {
  readonly read: () => Promise<Value>;
  /** Resolves once the value, or a newer one, is on disk. */
  readonly write: (value: Value) => Promise<void>;
}

/**
 * A value kept as JSON. A file that is missing stands for `fallback`; so does one that cannot be understood, which is kept
 * under the name `<file>.unreadable`.
 */
export function createJsonFile<Value>(
  file: string,
  schema: z.ZodType<Value>,
  fallback: Value,
): JsonFile<Value> {
  let inWork: Promise<unknown> = Promise.resolve();
  let waiting: Promise<void> | undefined;
  let newest = fallback;
  return {
    async read() {
      const text = await readFile(file, 'utf8').catch(() => undefined);
      if (text === undefined) return fallback;
      const parsed = schema.safeParse(parseJson(text));
      if (parsed.success) return parsed.data;
      await rename(file, `${file}.unreadable`).catch(() => undefined);
      return fallback;
    },
    write(value) {
      newest = value;
      if (waiting) return waiting;
      // One after the other; of those that come meanwhile only the newest is written, for all who wait.
      const written = inWork.then(() => {
        waiting = undefined;
        return replaceAtomically(file, JSON.stringify(newest, undefined, 2));
      });
      waiting = written;
      inWork = written.catch(() => undefined);
      return written;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
