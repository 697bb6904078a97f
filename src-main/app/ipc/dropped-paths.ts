import { z } from 'zod';
import type { KnownFile } from '../../../src-shared/contract';
import { knowPaths } from '../files/classify-file';
import type { FileTokens } from '../files/file-tokens';

/** However many: no more of them are looked at than a batch may take. */
const pathsSchema = z.array(z.string().min(1).max(32_768));

/** Makes the paths of dropped files known to the window; what is no list of paths stands for none. */
export async function knowDroppedPaths(
  tokens: FileTokens,
  input: unknown,
): Promise<readonly KnownFile[]> {
  const paths = pathsSchema.safeParse(input);
  return paths.success ? knowPaths(tokens, paths.data) : [];
}
