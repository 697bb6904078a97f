import { createInterface } from 'node:readline';
import type { CliEnvironment } from '../environment';

/**
 * Asks on a terminal; only "y" and "yes" are yes, whatever else comes (another answer, the end of the input, `giveUp`) is no.
 */
export async function askYesNo(
  question: string,
  { stdin, stderr }: Pick<CliEnvironment, 'stdin' | 'stderr'>,
  giveUp: Promise<unknown>,
): Promise<boolean> {
  stderr.write(`${question} [y/N] `);
  // Without an output the terminal keeps its own line editing, and Ctrl-C stays a signal.
  const lines = createInterface({ input: stdin });
  try {
    const answer = await Promise.race([
      new Promise<string | undefined>((resolve) => {
        lines.once('line', resolve);
        lines.once('close', () => resolve(undefined));
      }),
      giveUp.then(() => undefined),
    ]);
    // Only an answer ended the line of the question.
    if (answer === undefined) stderr.write('\n');
    return /^\s*y(?:es)?\s*$/i.test(answer ?? '');
  } finally {
    lines.close();
  }
}
