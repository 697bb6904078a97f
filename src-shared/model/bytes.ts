import { z } from 'zod';

/** Bytes as they cross processes; at most `maxByteLength`. */
export const bytesSchema = (maxByteLength: number) =>
  z.custom<Uint8Array>(
    (value) => value instanceof Uint8Array && value.byteLength <= maxByteLength,
    `must be at most ${maxByteLength} bytes`,
  );
