import { readFile, rename } from 'node:fs/promises';
import type { z } from 'zod';
import { replaceAtomically } from '../../files/atomic-write';

/** A small file of the application's own that outlives it. */
export interface JsonFile<Value> {
  readonly read: () => Promise<Value>;
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
  let writing = Promise.resolve();
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
      // One after the other: the last one asked for is the one that stays.
      const write = () => replaceAtomically(file, JSON.stringify(value, undefined, 2));
      writing = writing.then(write, write);
      return writing;
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
