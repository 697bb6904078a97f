import { open } from 'node:fs/promises';

/**
 * Resolves when a first byte of a file is here, or it is clear that there is none: a file on a drive that does not answer, or yet
 * to be fetched, is waited for before others would have to wait too. Why it cannot be read is for whoever reads it to say.
 */
export async function untilReadable(file: string): Promise<void> {
  const handle = await open(file, 'r').catch(() => undefined);
  await handle?.read(Buffer.alloc(1), 0, 1, 0).catch(() => undefined);
  await handle?.close();
}

/** True where that takes no longer than a moment. */
export async function answersSoon(file: string, limitMs = 2000): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  const answers = await Promise.race([untilReadable(file).then(() => true), isLate]);
  clearTimeout(timer);
  return answers;
}
