import { describe, expect, it } from 'vitest';
import { FileWrites } from '../../../../src-main/app/files/file-writes';

/** A file that is written when the test says so. */
function makeWrite() {
  let end!: Record<'done' | 'failed', () => void>;
  const written = new Promise<string>((resolve, reject) => {
    end = { done: () => resolve('saved'), failed: () => reject(new Error('The disk is full.')) };
  });
  return { write: async () => written, ...end };
}

describe('files that are being written', () => {
  it('are named until they are written, whatever comes of them', async () => {
    const writes = new FileWrites();
    const [one, other] = [makeWrite(), makeWrite()];
    const first = writes.during('/photos/aunt_restored.jpg', one.write);
    const second = writes.during('/photos/aunt.heirloom', other.write).catch(String);
    expect(writes.names).toEqual(['aunt_restored.jpg', 'aunt.heirloom']);
    one.done();
    expect(await first).toBe('saved');
    expect(writes.names).toEqual(['aunt.heirloom']);
    other.failed();
    expect(await second).toContain('disk is full');
    expect(writes.names).toEqual([]);
  });

  it('are waited for together, with those that come meanwhile', async () => {
    const writes = new FileWrites();
    expect(await writes.settled()).toBe(true);
    const [one, other] = [makeWrite(), makeWrite()];
    void writes.during('/a', one.write);
    let isSettled: boolean | undefined;
    const settled = writes.settled().then((isAllWritten) => (isSettled = isAllWritten));
    void writes.during('/b', other.write);
    one.done();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(isSettled).toBeUndefined();
    other.done();
    expect(await settled).toBe(true);
  });

  it('are not all written where one has failed', async () => {
    const writes = new FileWrites();
    const [one, other] = [makeWrite(), makeWrite()];
    const failure = writes.during('/a', one.write).catch(String);
    void writes.during('/b', other.write);
    const settled = writes.settled();
    one.failed();
    other.done();
    expect(await settled).toBe(false);
    expect(await failure).toContain('disk is full');
  });
});
