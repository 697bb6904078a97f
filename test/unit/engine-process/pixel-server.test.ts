import { describe, expect, it } from 'vitest';
import type { PixelNotice, PixelResponse } from '../../../src-shared/contract';
import { makeTranslate, say } from '../../../src-shared/messages';
import {
  originalLayerId,
  type MaskId,
  type PhotoId,
  type RunId,
} from '../../../src-shared/model/ids';
import { createInMemoryPorts } from '../../../src-main/engine-host/in-memory-port';
import { MaskLibrary } from '../../../src-main/engine-process/mask-library';
import type { LoadedPhoto } from '../../../src-main/engine-process/photo-library';
import { SearchLibrary } from '../../../src-main/engine-process/search-library';
import { PixelServer } from '../../../src-main/engine-process/pixel-server';
import { createPhotoDisplay } from '../../../src-main/imaging/display/render-tile';
import { collectDamagedPixels } from '../../../src-main/session/layers/damaged-pixels';
import { originalLayer } from '../../../src-main/session/layers/picture-layer';
import type { RunController } from '../../../src-main/session/runs/run-controller';
import { RefusedError } from '../../../src-main/session/refused-error';
import { makeSamples } from '../../support/make-photos';

const photoId = 'photo-1' as PhotoId;
const german = makeTranslate('de', 'de');
const source = { kind: 'layer', layerId: originalLayerId } as const;

type Runs = Pick<RunController, 'pictureOf' | 'whenRestored'>;
const noRuns: Runs = {
  pictureOf() {
    throw new RefusedError('failure.runUnknown');
  },
  whenRestored: () => undefined,
};

/** A server with one photo, of 1100 x 600 pixels if nothing else is said, and the window's end of a port to it. */
async function createServer(width = 1100, height = 600, runs: Runs = noRuns) {
  const samples = makeSamples(width, height);
  const record = { layer: originalLayer(samples), repairs: [] };
  const photo = {
    display: await createPhotoDisplay(samples, undefined),
    description: { width: samples.width, height: samples.height },
    layers: { read: () => Promise.resolve(record) },
    masks: new MaskLibrary(),
    opened: { samples },
    closing: new AbortController(),
  } as unknown as LoadedPhoto;
  const server = new PixelServer(
    {
      get(id) {
        if (id === photoId) return photo;
        throw new RefusedError('failure.photoClosed');
      },
    },
    runs,
    new SearchLibrary(() => undefined),
  );
  const [enginePort, port] = createInMemoryPorts();
  server.connect(enginePort);
  const responses: PixelResponse[] = [];
  const notices: PixelNotice[] = [];
  port.onMessage((message) => {
    const heard = message as PixelResponse | PixelNotice;
    if (heard.kind === 'exactTiles') notices.push(heard);
    else responses.push(heard);
  });
  const received = async (count: number) => {
    while (responses.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
    return responses;
  };
  return { server, photo, port, samples, responses, notices, received };
}

const tile = (requestId: number, column: number, level = 0, row = 0) =>
  ({ kind: 'tile', requestId, photoId, source, tile: { level, column, row } }) as const;

describe('PixelServer', () => {
  it('draws tiles of the size that is left of the picture', async () => {
    const { port, received, samples } = await createServer();
    port.post(tile(1, 2, 0, 1));
    const [response] = await received(1);
    expect(response).toMatchObject({ kind: 'tile', requestId: 1, width: 76, height: 88 });
    const { rgba } = response as Extract<PixelResponse, { kind: 'tile' }>;
    const first = 3 * (512 * 1100 + 1024);
    expect([...rgba.subarray(0, 4)]).toEqual([...samples.data.subarray(first, first + 3), 255]);
  });

  it('draws what was asked for last first, and not what is no longer wanted', async () => {
    const { port, received } = await createServer();
    for (let requestId = 0; requestId < 6; requestId++) port.post(tile(requestId, 0, 1));
    port.post({ kind: 'cancelTile', requestId: 2 });
    const responses = await received(5);
    await new Promise((resolve) => setTimeout(resolve, 30));
    const order = responses.map(({ requestId }) => requestId);
    expect(order).not.toContain(2);
    expect(order).toHaveLength(5);
    // The first may be in work already when the others come.
    expect(order.filter((requestId) => requestId !== order[0])).toEqual(
      [5, 4, 3, 1, 0].filter((requestId) => requestId !== order[0]),
    );
  });

  it('keeps masks under the window’s own ids', async () => {
    const { port, received } = await createServer();
    const maskId = 'mask-1' as MaskId;
    const data = new Uint8Array(512 * 512).fill(7);
    const tiles = [{ column: 1, row: 0, data }];
    port.post({ kind: 'putMask', requestId: 1, photoId, maskId, tiles });
    port.post({ kind: 'getMask', requestId: 2, photoId, maskId });
    port.post({ kind: 'getMask', requestId: 3, photoId, maskId: 'mask-2' });
    const responses = await received(3);
    expect(responses[0]).toEqual({ kind: 'maskStored', requestId: 1 });
    expect(responses[1]).toEqual({ kind: 'mask', requestId: 2, tiles });
    expect(responses[2]).toMatchObject({ kind: 'failed', requestId: 3 });
  });

  it('answers with one sentence what it cannot draw, which has its German', async () => {
    const { port, received } = await createServer();
    port.post({ ...tile(1, 0), photoId: 'photo-2' });
    port.post({ ...tile(2, 0), source: { kind: 'iteration', runId: 'run' as RunId, index: 0 } });
    port.post(tile(3, 99));
    port.post({ kind: 'tile', requestId: 4, photoId: '../x', source, tile: {} });
    port.post({ kind: 'format disk', requestId: 5 });
    for (const hostile of [null, 'tile', 5, {}, [], { requestId: {} }]) port.post(hostile);
    const responses = await received(5);
    expect(responses.map(({ requestId }) => requestId).sort()).toEqual([1, 2, 3, 4, 5]);
    for (const response of responses) {
      expect(response.kind).toBe('failed');
      const sentence = response as Extract<PixelResponse, { kind: 'failed' }>;
      expect(sentence.message).toMatch(/^[A-Z].*\.$/);
      expect(say(sentence, 'de', german)).not.toBe(sentence.message);
    }
  });

  it('has drawn everything, or has used its time, when a repair may go on', async () => {
    const { server, port, responses } = await createServer();
    for (let requestId = 0; requestId < 4; requestId++) port.post(tile(requestId, 0, 1));
    await server.drain(() => performance.now());
    await new Promise((resolve) => setImmediate(resolve));
    expect(responses.length).toBeGreaterThan(0);
    let nowMs = 0;
    for (let requestId = 4; requestId < 400; requestId++) port.post(tile(requestId, 0, 1));
    await server.drain(() => (nowMs += 50));
    expect(responses.length).toBeLessThan(400);
  });

  it('gives rough tiles of a large photo at once, and says when they can be had exact', async () => {
    const { photo, port, received, notices } = await createServer(5000, 600);
    const { pyramid } = photo.display;
    for (const requestId of [1, 2]) port.post(tile(requestId, requestId - 1, 2));
    for (const response of await received(2)) expect(response).toMatchObject({ isExact: false });
    expect(notices).toEqual([]);
    await pyramid.build();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(notices).toEqual([{ kind: 'exactTiles', photoId }]);
    port.post(tile(3, 0, 2));
    expect((await received(3))[2]).toMatchObject({ isExact: true });
    expect(notices).toHaveLength(1);
  });

  it('shows what a run began with until its picture is read, and says when that can be had', async () => {
    const damaged = collectDamagedPixels({ width: 8, height: 8, data: new Uint8Array(64) });
    const picture = { baseLayerId: originalLayerId, picture: { damaged, triples: [] } };
    let tellRead: () => void = () => undefined;
    let whenRead: Promise<void> | undefined = new Promise((resolve) => (tellRead = resolve));
    const runs = { pictureOf: () => picture, whenRestored: () => whenRead };
    const { port, received, notices } = await createServer(8, 8, runs);
    const ofRun = { kind: 'iteration', runId: 'run' as RunId, index: 3 } as const;
    port.post({ ...tile(1, 0), source: ofRun });
    expect((await received(1))[0]).toMatchObject({ kind: 'tile', isExact: false });
    expect(notices).toEqual([]);
    whenRead = undefined;
    tellRead();
    while (notices.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    port.post({ ...tile(2, 0), source: ofRun });
    expect((await received(2))[1]).toMatchObject({ kind: 'tile', isExact: true });
  });

  it('shows what the detector has seen so far, and says when it has seen all', async () => {
    const { port, received, notices } = await createServer(700, 400);
    const evidence = { kind: 'evidence', threshold: 0.2 } as const;
    port.post({ ...tile(1, 0), source: evidence });
    const [rough] = await received(1);
    expect(rough).toMatchObject({ kind: 'tile', width: 512, height: 400, isExact: false });
    while (notices.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    port.post({ ...tile(2, 0), source: evidence });
    port.post({ ...tile(3, 9), source: evidence });
    const answers = await received(3);
    expect(answers.find(({ requestId }) => requestId === 2)).toMatchObject({ isExact: true });
    expect(answers.find(({ requestId }) => requestId === 3)).toMatchObject({ kind: 'failed' });
    expect(notices).toEqual([{ kind: 'exactTiles', photoId }]);
  });

  it('forgets what a window wanted that is gone', async () => {
    const { server, port, responses } = await createServer();
    for (let requestId = 0; requestId < 50; requestId++) port.post(tile(requestId, 0, 1));
    await new Promise((resolve) => setImmediate(resolve));
    port.close();
    let nowMs = 0;
    await server.drain(() => (nowMs += 10));
    expect(responses.length).toBeLessThan(50);
  });
});
