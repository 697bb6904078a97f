import { access } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { Draft } from './draft-store';

/** By when they were last worked in. */
export function newestFirst(drafts: readonly Draft[]): readonly Draft[] {
  return [...drafts].sort((one, other) => other.meta.savedAt.localeCompare(one.meta.savedAt));
}

/**
 * True where opening its file is sure to lead to a draft: the file is in its place and has no other one. Every other draft must
 * be offered by itself, or nobody finds it again.
 * @param all every draft, open ones too
 */
export async function comesWithFile(draft: Draft, all: readonly Draft[]): Promise<boolean> {
  const { origin, sourcePath } = draft.meta;
  if (origin !== 'file') return false;
  const isAlone = all.every(
    (other) => other.draftId === draft.draftId || other.meta.sourcePath !== sourcePath,
  );
  return isAlone && isThere(sourcePath);
}

/** A network drive that does not answer holds up no list: what lies on it is offered by itself. */
const patienceMs = 1000;

async function isThere(file: string): Promise<boolean> {
  const found = access(file).then(
    () => true,
    () => false,
  );
  return Promise.race([found, setTimeout(patienceMs, false, { ref: false })]);
}
