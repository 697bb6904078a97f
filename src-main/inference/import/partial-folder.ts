import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** What is not finished is hidden, and says which process is at it. */
const PREFIX = '.adding-';

/** Those of this process that are being filled. */
const inWork = new Set<string>();

/**
 * Calls `fill` with a new folder in `modelsFolder`, which is gone afterwards unless it was renamed. What adds that were
 * interrupted have left behind is removed first.
 */
export async function withPartialFolder<Result>(
  modelsFolder: string,
  fill: (folder: string) => Promise<Result>,
): Promise<Result> {
  await removeLeftBehind(modelsFolder);
  const name = `${PREFIX}${process.pid}-${randomBytes(6).toString('hex')}`;
  const folder = path.join(modelsFolder, name);
  inWork.add(name);
  try {
    await mkdir(folder, { recursive: true });
    return await fill(folder);
  } finally {
    await remove(folder);
    inWork.delete(name);
  }
}

/** Removes what adds in `modelsFolder` have begun whose processes are gone. */
export async function removeLeftBehind(modelsFolder: string): Promise<void> {
  const names = await readdir(modelsFolder).catch(() => []);
  for (const name of names) {
    if (name.startsWith(PREFIX) && !isInWork(name)) await remove(path.join(modelsFolder, name));
  }
}

function isInWork(name: string): boolean {
  if (inWork.has(name)) return true;
  const pid = Number(/^\.adding-(\d+)-/.exec(name)?.[1] ?? 0);
  return pid > 0 && pid !== process.pid && isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    // Signal 0 is none: it only asks whether there is such a process.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** What cannot be removed now is tried again at the next add; it must not hide why this one failed. */
async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => undefined);
}
