import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { makeTemporaryFolder } from '../../../support/temporary-folder';
import { order, photoId, progressOf, runId, superviseFakes } from './fake-engine';

const never = () => new Promise<never>(() => undefined);

describe('a file that the engine is writing', () => {
  /** Engines of which the first one writes until it is told that it is done, and listens to nothing else. */
  function setUp() {
    let finish: () => void = () => undefined;
    const writing = new Promise<null>((resolve) => {
      finish = () => resolve(null);
    });
    const fakes = superviseFakes((number) =>
      number === 0 ? { exportMask: () => writing, pauseRepair: never } : {},
    );
    const { supervisor, engines, writes } = fakes;
    const folder = makeTemporaryFolder();
    const target = path.join(folder, 'aunt_marks.png');
    const write = async () => {
      supervisor.start();
      const request = { photoId, maskId: order.maskId, path: target, overwrite: false };
      const written = writes.during(target, () => supervisor.ask('exportMask', request));
      await vi.waitFor(() => expect(engines[0]!.asked).toContain('exportMask'));
      writeFileSync(path.join(folder, '.aunt_marks.png.heirloom-0123abcd.tmp'), 'half of it');
      writeFileSync(path.join(folder, '.uncle.png.heirloom-0123abcd.tmp'), 'of another save');
      return written;
    };
    return { ...fakes, finish: () => finish(), folder, write };
  }

  it('is finished before the engine ends', async () => {
    const { supervisor, engines, finish, write } = setUp();
    const written = write();
    await vi.waitFor(() => expect(engines[0]?.asked).toContain('exportMask'));
    const closed = vi.fn();
    engines[0]!.port.onClose(closed);
    const stopped = supervisor.stop();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(closed).not.toHaveBeenCalled();
    finish();
    expect(await written).toBeNull();
    await stopped;
    expect(closed).toHaveBeenCalledOnce();
  });

  it('is cut off where the person does not wait, and leaves no half of it', async () => {
    const { supervisor, engines, write, folder } = setUp();
    const outcome = write().catch((error: unknown) => error);
    await vi.waitFor(() => expect(engines[0]?.asked).toContain('exportMask'));
    await supervisor.stop(false);
    expect(await outcome).toMatchObject({ failure: { code: 'engine-lost' } });
    expect(readdirSync(folder)).toEqual(['.uncle.png.heirloom-0123abcd.tmp']);
  });

  it('leaves no half of it where the engine is lost, and the person is told', async () => {
    const { engines, write, folder } = setUp();
    const outcome = write().catch((error: unknown) => error);
    await vi.waitFor(() => expect(engines[0]?.asked).toContain('exportMask'));
    engines[0]!.kill();
    expect(await outcome).toMatchObject({
      failure: { code: 'engine-lost', text: { key: 'failure.engineEnded' } },
    });
    expect(readdirSync(folder)).toEqual(['.uncle.png.heirloom-0123abcd.tmp']);
  });

  it('is finished before an engine is replaced that does not pause', async () => {
    const { supervisor, engines, finish, write } = setUp();
    const written = write();
    await supervisor.call('startRepair', order);
    engines[0]!.server.emit('runProgress', progressOf('running', 12));
    const paused = supervisor.call('pauseRepair', { runId });
    await new Promise((resolve) => setTimeout(resolve, 2800));
    expect(engines).toHaveLength(1);
    finish();
    expect(await written).toBeNull();
    expect(await paused).toEqual({ ok: true, value: null });
    expect(engines).toHaveLength(2);
    expect(engines[1]!.asked).toContain('recoverRepair at rest');
  });
});
