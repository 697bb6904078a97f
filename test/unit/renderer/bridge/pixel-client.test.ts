import { beforeEach, describe, expect, it } from 'vitest';
import type {
  PixelNotice,
  PixelRequest,
  PixelResponse,
} from '../../../../src-shared/contract/pixel-port';
import { pixelRequestSchema } from '../../../../src-shared/contract/pixel-port';
import { originalLayerId, type MaskId, type PhotoId } from '../../../../src-shared/model/ids';
import { PixelClient, type PixelPort } from '../../../../src-renderer/bridge/pixel-client';

class FakePort implements PixelPort {
  readonly sent: PixelRequest[] = [];
  isClosed = false;
  onmessage: PixelPort['onmessage'] = null;
  postMessage(message: PixelRequest): void {
    this.sent.push(message);
  }
  close(): void {
    this.isClosed = true;
  }
  answer(response: PixelResponse | PixelNotice): void {
    this.onmessage?.({ data: response } as MessageEvent<PixelResponse | PixelNotice>);
  }
}

const photoId = 'photo' as PhotoId;
const maskId = 'mask' as MaskId;
const source = { kind: 'layer', layerId: originalLayerId } as const;
const tile = (column: number) => ({ level: 0, column, row: 0 });
const pixels = { width: 1, height: 1, rgba: new Uint8Array(4), isExact: true };

describe('the pixel client', () => {
  let client: PixelClient;
  let port: FakePort;

  beforeEach(() => {
    client = new PixelClient();
    port = new FakePort();
    client.setPort(port);
  });

  it('gives each request its own answer, in any order', async () => {
    const first = client.getTile(photoId, source, tile(0));
    const second = client.getTile(photoId, source, tile(1));
    for (const request of port.sent)
      expect(pixelRequestSchema.safeParse(request).success).toBe(true);
    port.answer({ kind: 'tile', requestId: port.sent[1]!.requestId, ...pixels, width: 2 });
    port.answer({ kind: 'tile', requestId: port.sent[0]!.requestId, ...pixels, width: 1 });
    expect((await first.pixels).width).toBe(1);
    expect((await second.pixels).width).toBe(2);
  });

  it('tells the engine what is no longer wanted, and is deaf to its answer', async () => {
    const request = client.getTile(photoId, source, tile(0));
    const { requestId } = port.sent[0]!;
    request.cancel();
    request.cancel();
    expect(port.sent.slice(1)).toEqual([{ kind: 'cancelTile', requestId }]);
    port.answer({ kind: 'tile', requestId, ...pixels });
    const settled = await Promise.race([request.pixels.then(() => true), Promise.resolve(false)]);
    expect(settled).toBe(false);
  });

  it('asks a new engine what the old one left open, and only that', async () => {
    const answered = client.getTile(photoId, source, tile(0));
    const open = client.getTile(photoId, source, tile(1));
    client.getTile(photoId, source, tile(2)).cancel();
    port.answer({ kind: 'tile', requestId: port.sent[0]!.requestId, ...pixels });
    await answered.pixels;
    const next = new FakePort();
    client.setPort(next);
    expect(port.isClosed).toBe(true);
    expect(next.sent).toHaveLength(1);
    expect(next.sent[0]).toEqual(port.sent[1]);
    next.answer({ kind: 'tile', requestId: next.sent[0]!.requestId, ...pixels });
    await expect(open.pixels).resolves.toMatchObject({ width: 1 });
  });

  it('passes on which photo has exact tiles now, until nobody listens', () => {
    const heard: string[] = [];
    const stop = client.onExactTiles(photoId, () => heard.push('mine'));
    client.onExactTiles('other' as PhotoId, () => heard.push('other'));
    port.answer({ kind: 'exactTiles', photoId });
    expect(heard).toEqual(['mine']);
    stop();
    port.answer({ kind: 'exactTiles', photoId });
    expect(heard).toEqual(['mine']);
  });

  it('keeps what was asked before there was an engine', () => {
    const early = new PixelClient();
    void early.putMask(photoId, maskId, []);
    early.setPort(port);
    expect(port.sent[0]).toMatchObject({ kind: 'putMask', maskId });
  });

  it('stores and fetches masks, and rejects with the reason of a failure', async () => {
    const stored = client.putMask(photoId, maskId, []);
    port.answer({ kind: 'maskStored', requestId: port.sent[0]!.requestId });
    await stored;
    const fetched = client.getMask(photoId, maskId);
    port.answer({ kind: 'failed', requestId: port.sent[1]!.requestId, message: 'No such mask.' });
    await expect(fetched).rejects.toThrow('No such mask.');
  });
});
