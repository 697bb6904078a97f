import { describe, expect, it } from 'vitest';
import { growMarks, takeMaskEdit } from '../../../../src-renderer/actions/edit-mask';
import { damageCount, effectiveMask } from '../../../../src-renderer/actions/effective-mask';
import { decideMarks } from '../../../../src-renderer/actions/marks';
import { startRepair } from '../../../../src-renderer/actions/repair';
import { onRunFinished } from '../../../../src-renderer/actions/run-events';
import { undo } from '../../../../src-renderer/actions/undo';
import { PhotoDocument } from '../../../../src-renderer/document/photo-document';
import { paintedMarks } from '../../../../src-renderer/mask/components';
import { editMask, writeCoverage, type MaskAction } from '../../../../src-renderer/mask/mask-write';
import type { PhotoDescription } from '../../../../src-shared/model/photo-description';
import type { MaskTile } from '../../../../src-shared/model/picture-source';
import type { RunResult } from '../../../../src-shared/model/run';
import { makeAppContext } from '../../../support/app-context';
import { area } from '../mask/support';
import { bar } from '../tools/support';

/** A window with a photo of 900 x 700, and what the engine was told to repair. */
function makeStudio() {
  const { context, store } = makeAppContext({}, { locale: 'en' });
  const document = new PhotoDocument({
    photoId: 'photo',
    width: 900,
    height: 700,
  } as PhotoDescription);
  const sent: (readonly MaskTile[])[] = [];
  const pixels = {
    putMask: (_photo: string, _mask: string, tiles: readonly MaskTile[]) => {
      // As a port does, it sends what the tiles hold at that moment.
      sent.push(tiles.map((tile) => ({ ...tile, data: tile.data.slice() })));
      return Promise.resolve();
    },
  };
  Object.assign(context, { workspace: { document, damageAtStart: undefined }, pixels });
  store.setState({ photo: document.photo, document: document.snapshot });
  document.subscribe(() => store.setState({ document: document.snapshot }));
  const painted = () => area(document.mask.tiles('painted'));
  const places = () => paintedMarks(document.mask.committedTiles('painted'));
  const finish = () => {
    const { runId } = store.getState().run!.record;
    onRunFinished(context, { runId, layerId: 'result' } as unknown as RunResult);
  };
  return { context, store, document, sent, painted, places, finish };
}

/** A disc whose edge fades over `softPx`. */
function coverDisc(
  document: PhotoDocument,
  action: MaskAction,
  x: number,
  y: number,
  radius: number,
  softPx: number,
): void {
  const side = 2 * (radius + softPx) + 1;
  const coverage = Uint8Array.from({ length: side * side }, (_, index) => {
    const from = Math.hypot(
      (index % side) - radius - softPx,
      Math.floor(index / side) - radius - softPx,
    );
    return Math.round(255 * Math.min(1, Math.max(0, (radius + softPx - from) / softPx)));
  });
  const corner = { x: x - radius - softPx, y: y - radius - softPx };
  writeCoverage(document.mask, action, { ...corner, width: side, height: side }, coverage);
}

/** Paints it as a brush does. */
function paintDisc(studio: ReturnType<typeof makeStudio>, x: number, y: number, softPx = 20): void {
  const { context, document } = studio;
  const delta = editMask(document.mask, () => coverDisc(document, 'paint', x, y, 30, softPx))!;
  takeMaskEdit(context, { label: 'stroke', delta });
}

describe('a painted place with soft edges', () => {
  it.each([
    ['in one tile', 200, 200],
    ['over four', 512, 512],
  ])('goes with all that is its own, and leaves others theirs: %s', (_, x, y) => {
    const studio = makeStudio();
    const { context, document, painted, places } = studio;
    paintDisc(studio, x + 90, y);
    const alone = painted();
    // The soft edges of the two run into each other.
    paintDisc(studio, x, y);
    expect(places()).toHaveLength(2);
    const left = places().find(({ bounds }) => bounds.x < x)!;
    decideMarks(context, [left.id], 'rejected');
    expect(places()).toHaveLength(1);
    expect(painted()).toBeGreaterThan(0.95 * alone);
    expect(painted()).toBeLessThan(1.05 * alone);
    decideMarks(context, [places()[0]!.id], 'rejected');
    expect(painted()).toBe(0);
    expect(effectiveMask(document).tiles).toEqual([]);
    undo(context);
    undo(context);
    expect(places()).toHaveLength(2);
  });

  it('is repaired with them where it alone is meant, and nothing of it is left', async () => {
    const studio = makeStudio();
    const { context, sent, painted, places, finish } = studio;
    paintDisc(studio, 200, 200);
    const [own] = [painted()];
    paintDisc(studio, 500, 200);
    const [left] = places();
    await startRepair(context, new Set([left!.id]));
    const ofTiles = (tiles: readonly MaskTile[]) =>
      tiles.reduce((sum, { data }) => sum + data.reduce((total, value) => total + value, 0), 0) /
      255;
    expect(ofTiles(sent[0]!)).toBeCloseTo(own, 6);
    finish();
    expect(painted()).toBeCloseTo(own, 6);
    expect(places()).toHaveLength(1);
  });

  it('grows and shrinks as often as it is told to, and stays chosen and soft', () => {
    const studio = makeStudio();
    const { context, store, document, painted, places } = studio;
    paintDisc(studio, 200, 200);
    const chosen = () => [...store.getState().selectedMarkIds];
    store.setState({ selectedMarkIds: new Set([places()[0]!.id]), currentMarkId: places()[0]!.id });
    for (const byPx of [1, -1] as const) {
      for (let press = 0; press < 3; press++) {
        const [before, steps] = [painted(), document.snapshot.history.entries.length];
        growMarks(context, chosen(), byPx);
        expect(Math.sign(painted() - before)).toBe(byPx);
        expect(document.snapshot.history.entries).toHaveLength(steps + 1);
        expect(chosen()).toEqual([places()[0]!.id]);
        expect(store.getState().currentMarkId).toBe(places()[0]!.id);
      }
    }
    const values = new Set(document.mask.tiles('painted').get(0));
    expect(values.size).toBeGreaterThan(10);
  });
});

it('nothing that changes nothing becomes a step', () => {
  const { context, document } = makeStudio();
  document.setMarks([bar('speck', 100, 100, 1, 1).mark]);
  growMarks(context, ['speck', 'painted-1-1'], -1);
  expect(document.snapshot.history.entries).toEqual([]);
});

it('a mark that is rubbed out counts no longer, until that is undone', () => {
  const { context, document } = makeStudio();
  document.setMarks([bar('a', 100, 100, 20, 3).mark, bar('b', 300, 300, 20, 3).mark]);
  const rub = (x: number, y: number) => {
    const delta = editMask(document.mask, () => coverDisc(document, 'erase', x, y, 30, 2))!;
    takeMaskEdit(context, { label: 'erase', delta });
  };
  rub(70, 100);
  // Something of it is left.
  expect(damageCount(document)).toBe(2);
  rub(120, 100);
  expect(damageCount(document)).toBe(1);
  expect(effectiveMask(document).markIds).toEqual(['b']);
  undo(context);
  expect(damageCount(document)).toBe(2);
});

it('a repair that is asked for with a stroke in hand takes the whole stroke', async () => {
  const studio = makeStudio();
  const { context, document, sent, painted, finish } = studio;
  document.mask.beginEdit();
  coverDisc(document, 'paint', 200, 200, 30, 2);
  const started = startRepair(context);
  coverDisc(document, 'paint', 400, 200, 30, 2);
  takeMaskEdit(context, { label: 'stroke', delta: document.mask.commit()! });
  const all = painted();
  await started;
  const [tiles] = sent;
  expect(
    area(new Map(tiles!.map(({ column, data }) => [column, data as Uint8Array<ArrayBuffer>]))),
  ).toBe(all);
  finish();
  expect(painted()).toBe(0);
});
