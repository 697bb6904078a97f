import path from 'node:path';
import { removeTemporariesOf } from '../../files/atomic-write';
import { PassedFailure } from '../engine/passed-failure';

/** The person's files that are being written at the moment, so that nothing ends that writes them. */
export class FileWrites {
  /** Targets by what resolves when they are written. */
  private readonly current = new Map<Promise<unknown>, string>();

  /** Names of the files, without their folders. */
  get names(): readonly string[] {
    return [...this.current.values()].map((target) => path.basename(target));
  }

  /** Notes a file as long as it is being written; where the engine ends meanwhile, no half of it stays. */
  async during<Value>(target: string, write: () => Promise<Value>): Promise<Value> {
    const written = writeOrTidy(target, write);
    this.current.set(written, target);
    try {
      return await written;
    } finally {
      this.current.delete(written);
    }
  }

  /** Resolves once nothing is being written any more, with false where a file failed. */
  async settled(): Promise<boolean> {
    let isAllWritten = true;
    while (this.current.size > 0) {
      const results = await Promise.allSettled(this.current.keys());
      isAllWritten &&= results.every(({ status }) => status === 'fulfilled');
    }
    return isAllWritten;
  }
}

async function writeOrTidy<Value>(target: string, write: () => Promise<Value>): Promise<Value> {
  try {
    return await write();
  } catch (error) {
    // Only the process that wrote it would have removed it.
    const isLost = error instanceof PassedFailure && error.failure.code === 'engine-lost';
    if (isLost) await removeTemporariesOf(target);
    throw error;
  }
}
