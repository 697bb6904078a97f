import { describe, expect, it, vi } from 'vitest';
import type { EngineHandlers, EngineReport } from '../../../src-shared/contract';
import type { PhotoId } from '../../../src-shared/model/ids';
import { sentenceOf } from '../../../src-shared/messages';
import { AppFailureError } from '../../../src-main/engine-host/app-failure-error';
import { connectEngine } from '../../../src-main/engine-host/client';
import { createInMemoryPorts } from '../../../src-main/engine-host/in-memory-port';
import { serveEngine } from '../../../src-main/engine-host/server';

const status: EngineReport = {
  state: 'ready',
  priorId: 'tiny',
  priors: [],
  device: 'CPU',
  isProcessor: true,
  fallbackReasons: [],
  msPerMegapixel: undefined,
  failure: undefined,
};
const photoId = 'photo-1' as PhotoId;

/** Both ends; calls without a handler of their own end in a defect. */
function connect(handlers: Partial<EngineHandlers> = {}) {
  const [enginePort, mainPort] = createInMemoryPorts();
  const server = serveEngine({
    port: enginePort,
    handlers: handlers as EngineHandlers,
    explainError: (error) => ({ code: 'defect', message: (error as Error).message }),
  });
  return { server, enginePort, mainPort, ...connectEngine(mainPort) };
}

describe('the channel to the engine', () => {
  it('carries a call to its handler and the answer back, bytes included', async () => {
    const makeThumbnail = vi.fn().mockResolvedValue(Uint8Array.of(1, 2, 3));
    const { engine } = connect({ makeThumbnail });
    const input = { photoId, layerId: 'original', sidePx: 64 } as Parameters<
      typeof engine.makeThumbnail
    >[0];
    expect(await engine.makeThumbnail(input)).toEqual({ ok: true, value: Uint8Array.of(1, 2, 3) });
    expect(makeThumbnail).toHaveBeenCalledWith(input);
  });

  it('answers calls in whatever order they are ready', async () => {
    let finishFirst: (value: null) => void = () => undefined;
    const { engine } = connect({
      closePhoto: () => new Promise((resolve) => (finishFirst = resolve)),
      getEngineStatus: () => Promise.resolve(status),
    });
    const first = engine.closePhoto({ photoId });
    expect(await engine.getEngineStatus({})).toEqual({ ok: true, value: status });
    finishFirst(null);
    expect(await first).toEqual({ ok: true, value: null });
  });

  it('lets no input through that the contract does not have', async () => {
    const closePhoto = vi.fn().mockResolvedValue(null);
    const { engine } = connect({ closePhoto });
    const wrong = [{ photoId: '../etc' }, { photoId, path: '/etc/passwd' }, {}, null];
    for (const input of wrong) {
      const result = await engine.closePhoto(input as never);
      expect(result).toMatchObject({ ok: false, error: { code: 'refused' } });
    }
    expect(closePhoto).not.toHaveBeenCalled();
  });

  it.each(['toString', '__proto__', 'constructor', 'eraseDisk'])(
    'knows no call “%s”',
    async (name) => {
      const { mainPort } = connect();
      const reply = new Promise((resolve) => mainPort.onMessage(resolve));
      mainPort.post({ kind: 'call', callId: 7, name, input: {} });
      expect(await reply).toMatchObject({
        kind: 'reply',
        callId: 7,
        result: { ok: false, error: { code: 'refused' } },
      });
    },
  );

  it('refuses a call out of shape and goes on', async () => {
    const { mainPort, engine } = connect({ getEngineStatus: () => Promise.resolve(status) });
    const replies: unknown[] = [];
    mainPort.onMessage((message) => replies.push(message));
    for (const message of [undefined, 5, 'call', { kind: 'call' }, { kind: 'tile' }]) {
      mainPort.post(message);
    }
    mainPort.post({ kind: 'call', callId: -4, name: 'getEngineStatus', input: {}, extra: 1 });
    expect((await engine.getEngineStatus({})).ok).toBe(true);
    expect(replies[0]).toMatchObject({ callId: -4, result: { error: { code: 'refused' } } });
  });

  it('hands on a failure as it was thrown, and explains other errors', async () => {
    const { engine } = connect({
      closePhoto: () => Promise.reject(new AppFailureError('photo', 'failure.photoOpen')),
      getEngineStatus: () => {
        throw new Error('a bug');
      },
    });
    expect(await engine.closePhoto({ photoId })).toEqual({
      ok: false,
      error: { code: 'photo', ...sentenceOf('failure.photoOpen') },
    });
    expect(await engine.getEngineStatus({})).toEqual({
      ok: false,
      error: { code: 'defect', message: 'a bug' },
    });
  });

  it('tells events to those who listen, and to nobody else', async () => {
    const { server, engine, on } = connect({ getEngineStatus: () => Promise.resolve(status) });
    const heard: number[] = [];
    const stop = on('heartbeat', ({ atMs }) => heard.push(atMs));
    server.emit('heartbeat', { atMs: 1 });
    server.emit('engineStatus', status);
    await engine.getEngineStatus({});
    stop();
    server.emit('heartbeat', { atMs: 2 });
    await engine.getEngineStatus({});
    expect(heard).toEqual([1]);
  });

  it('answers what is in hand and what comes later when the engine is gone', async () => {
    const { engine, enginePort, onLost } = connect({
      closePhoto: () => new Promise(() => undefined),
    });
    const isTold = vi.fn();
    onLost(isTold);
    const pending = engine.closePhoto({ photoId });
    enginePort.close();
    expect(await pending).toMatchObject({ ok: false, error: { code: 'engine-lost' } });
    expect(await engine.getEngineStatus({})).toMatchObject({ error: { code: 'engine-lost' } });
    expect(isTold).toHaveBeenCalledTimes(1);
  });
});
