import { beforeEach, describe, expect, it } from 'vitest';
import type { PictureSource, TileAddress } from '../../../../src-shared/model/picture-source';
import type { LayerId, RunId } from '../../../../src-shared/model/ids';
import type { TilePixels } from '../../../../src-renderer/bridge/pixel-client';
import { TileStore, type TileImage } from '../../../../src-renderer/viewer/tile-store';

const photo = { width: 4096, height: 4096 };
const layer: PictureSource = { kind: 'layer', layerId: 'a' as LayerId };
const iteration = (index: number): PictureSource => ({
  kind: 'iteration',
  runId: 'r' as RunId,
  index,
});
const tile = (column: number, row = 0, level = 0): TileAddress => ({ level, column, row });

interface Asked {
  readonly source: PictureSource;
  readonly tile: TileAddress;
  isCancelled: boolean;
  readonly answer: (isExact?: boolean) => Promise<void>;
  readonly fail: () => Promise<void>;
}

/** Lets promises that are settled run to their ends. */
const settle = () => new Promise<void>((resolve) => setTimeout(resolve));

describe('the tile store', () => {
  let asked: Asked[];
  let closed: TileImage[];
  let drawn: number;
  let failures: number;
  let nowMs: number;
  let later: { callback: () => void; atMs: number }[];
  let store: TileStore;

  const makeStore = (budget?: number) =>
    new TileStore(
      photo,
      {
        loadTile: (source, address) => {
          let resolve!: (pixels: TilePixels) => void;
          let reject!: (error: Error) => void;
          const pixels = new Promise<TilePixels>((yes, no) => {
            resolve = yes;
            reject = no;
          });
          const request: Asked = {
            source,
            tile: address,
            isCancelled: false,
            answer: (isExact = true) => {
              resolve({ width: 512, height: 512, rgba: new Uint8Array(4), isExact });
              return settle();
            },
            fail: () => {
              reject(new Error('no'));
              return settle();
            },
          };
          asked.push(request);
          return { pixels, cancel: () => (request.isCancelled = true) };
        },
        makeImage: ({ width, height }) => {
          const image: TileImage = {
            image: {} as CanvasImageSource,
            width,
            height,
            close: () => closed.push(image),
          };
          return Promise.resolve(image);
        },
        nowMs: () => nowMs,
        callLater: (callback, delayMs) => later.push({ callback, atMs: nowMs + delayMs }),
        onTile: () => (drawn += 1),
        onFailure: () => (failures += 1),
      },
      budget,
    );

  const frame = (source: PictureSource, ...tiles: TileAddress[]) => {
    store.beginFrame();
    const images = tiles.map((address) => store.want(source, address));
    store.endFrame();
    return images;
  };

  beforeEach(() => {
    asked = [];
    closed = [];
    later = [];
    drawn = 0;
    failures = 0;
    nowMs = 1000;
    store = makeStore();
  });

  it('asks once for what is missing, and gives it when it has come', async () => {
    expect(frame(layer, tile(0))).toEqual([undefined]);
    frame(layer, tile(0));
    expect(asked).toHaveLength(1);
    await asked[0]!.answer();
    expect(drawn).toBe(1);
    expect(frame(layer, tile(0))[0]).toBeDefined();
    expect(asked).toHaveLength(1);
  });

  it('cancels what is no longer seen and asks for what is seen now', () => {
    frame(layer, tile(0), tile(1));
    frame(layer, tile(1), tile(2));
    expect(asked.map(({ tile: { column }, isCancelled }) => [column, isCancelled])).toEqual([
      [0, true],
      [1, false],
      [2, false],
    ]);
    frame(layer, tile(0));
    expect(asked.at(-1)).toMatchObject({ tile: { column: 0 }, isCancelled: false });
  });

  it('has at most six requests under way', async () => {
    frame(layer, ...Array.from({ length: 9 }, (_, column) => tile(column)));
    expect(asked).toHaveLength(6);
    await asked[0]!.answer();
    expect(asked).toHaveLength(7);
  });

  it('keeps a tile that is out of date on the screen until its successor comes', async () => {
    frame(layer, tile(0), tile(1));
    for (const request of [...asked]) await request.answer();
    const [before] = frame(layer, tile(0));
    frame(layer, tile(0), tile(1));
    store.invalidate(layer, { x: 10, y: 10, width: 5, height: 5 });
    expect(frame(layer, tile(0), tile(1))[0]).toBe(before);
    expect(asked.slice(2).map((request) => request.tile.column)).toEqual([0]);
    await asked[2]!.answer();
    const [after] = frame(layer, tile(0), tile(1));
    expect(after).not.toBe(before);
    expect(closed).toEqual([before]);
  });

  it('asks again for a tile that changed while it was under way', async () => {
    frame(layer, tile(0));
    store.invalidate(layer, undefined);
    await asked[0]!.answer();
    nowMs += 1000;
    frame(layer, tile(0));
    expect(asked).toHaveLength(2);
  });

  it('follows a run at most five times a second, always to its newest state', async () => {
    frame(iteration(1), tile(0));
    await asked[0]!.answer();
    const [first] = frame(iteration(2), tile(0));
    expect(first).toBeDefined();
    expect(asked).toHaveLength(2);
    await asked[1]!.answer();
    nowMs += 50;
    frame(iteration(3), tile(0));
    nowMs += 50;
    frame(iteration(4), tile(0));
    expect(asked).toHaveLength(2);
    expect(later).toHaveLength(1);
    nowMs = later[0]!.atMs;
    later[0]!.callback();
    expect(asked).toHaveLength(3);
    expect(asked[2]!.source).toEqual(iteration(4));
  });

  it('fetches only the changed region when it is told of a new state', async () => {
    frame(iteration(1), tile(0), tile(1));
    for (const request of [...asked]) await request.answer();
    store.invalidate(iteration(2), { x: 600, y: 0, width: 10, height: 10 });
    frame(iteration(2), tile(0), tile(1));
    expect(asked.slice(2).map((request) => request.tile.column)).toEqual([1]);
  });

  it('shows rough tiles, and replaces those and no others once there are better ones', async () => {
    frame(layer, tile(0), tile(1));
    await asked[0]!.answer(false);
    await asked[1]!.answer();
    const [rough] = frame(layer, tile(0), tile(1));
    expect(rough).toBeDefined();
    expect(asked).toHaveLength(2);
    store.refine();
    expect(asked.slice(2).map((request) => request.tile.column)).toEqual([0]);
    expect(frame(layer, tile(0), tile(1))[0]).toBe(rough);
    await asked[2]!.answer();
    expect(frame(layer, tile(0), tile(1))[0]).not.toBe(rough);
    store.refine();
    expect(asked).toHaveLength(3);
  });

  it('asks again for what came rough after the news that it need not be', async () => {
    frame(layer, tile(0));
    store.refine();
    await asked[0]!.answer(false);
    expect(asked).toHaveLength(2);
    // A new engine is rough again for a while: without news there is nothing to ask for.
    await asked[1]!.answer(false);
    expect(asked).toHaveLength(2);
  });

  it('stays within its budget, drops what was not seen for longest, and never what is seen', async () => {
    store = makeStore(3 * 512 * 512 * 4);
    for (const column of [0, 1, 2, 3]) {
      frame(layer, tile(column));
      await asked.at(-1)!.answer();
    }
    frame(layer, tile(3));
    expect(closed).toHaveLength(1);
    expect(store.peek(layer, tile(0))).toBeUndefined();
    expect(store.peek(layer, tile(1))).toBeDefined();
    const many = [4, 5, 6, 7].map((column) => tile(column));
    frame(layer, ...many);
    for (const request of asked.slice(4)) await request.answer();
    expect(frame(layer, ...many).every(Boolean)).toBe(true);
  });

  it('keeps the coarsest tile of what is shown, so that the screen is never empty', async () => {
    store = makeStore(2 * 512 * 512 * 4);
    const coarsest = tile(0, 0, 3);
    frame(layer, coarsest);
    await asked[0]!.answer();
    for (const column of [0, 1, 2, 3]) {
      frame(layer, tile(column));
      await asked.at(-1)!.answer();
    }
    expect(store.peek(layer, coarsest)).toBeDefined();
  });

  it('reports a failure once, and tries again when something changes', async () => {
    frame(layer, tile(0));
    await asked[0]!.fail();
    frame(layer, tile(0));
    expect([failures, asked.length]).toEqual([1, 1]);
    store.invalidate(layer, undefined);
    expect(asked).toHaveLength(2);
  });

  it('closes everything when it is closed, also what comes late', async () => {
    frame(layer, tile(0), tile(1));
    await asked[0]!.answer();
    store.close();
    await asked[1]!.answer();
    expect(asked[1]!.isCancelled).toBe(true);
    expect(closed).toHaveLength(2);
  });

  describe('one picture after the other', () => {
    const coarsest = tile(0, 0, 3);
    const invented: PictureSource = { kind: 'invented', layerId: 'a' as LayerId };

    it('lets the one before stand in until the next one covers the photo', async () => {
      expect(store.standInFor(layer)).toBeUndefined();
      frame(layer, coarsest);
      await asked[0]!.answer();
      frame(layer, coarsest);
      expect(store.standInFor(layer)).toBeUndefined();
      frame(iteration(1), coarsest, tile(0));
      expect(store.standInFor(iteration(1))).toEqual(layer);
      await asked[2]!.answer();
      expect(store.standInFor(iteration(1))).toEqual(layer);
      await asked[1]!.answer();
      expect(store.standInFor(iteration(1))).toBeUndefined();
    });

    it('takes no overlay for a picture', async () => {
      for (const source of [layer, invented]) {
        frame(source, coarsest);
        await asked.at(-1)!.answer();
        frame(source, coarsest);
      }
      expect(store.standInFor(iteration(1))).toEqual(layer);
    });

    it('keeps what may have to stand in, whatever the budget', async () => {
      store = makeStore(3 * 512 * 512 * 4);
      frame(layer, coarsest);
      await asked.at(-1)!.answer();
      frame(layer, coarsest);
      for (let column = 0; column < 5; column++) {
        frame(iteration(1), tile(column));
        await asked.at(-1)!.answer();
      }
      const standIn = store.standInFor(iteration(1))!;
      expect(store.peek(standIn, coarsest)).toBeDefined();
    });
  });
});
