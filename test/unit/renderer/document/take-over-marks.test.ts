import { describe, expect, it } from 'vitest';
import { clearRepaired } from '../../../../src-renderer/actions/edit-mask';
import { PhotoDocument } from '../../../../src-renderer/document/photo-document';
import { takeOverMarks } from '../../../../src-renderer/document/take-over-marks';
import { damageTiles } from '../../../../src-renderer/mask/damage-tiles';
import { pixelAt } from '../../../../src-renderer/mask/mask-tiles';
import { stampSegment } from '../../../../src-renderer/mask/stroke-raster';
import { originalLayerId, type LayerId, type PhotoId } from '../../../../src-shared/model/ids';
import type { Mark, MarkState } from '../../../../src-shared/model/mark';
import type { PhotoDescription } from '../../../../src-shared/model/photo-description';

const photo = { photoId: 'photo-1' as PhotoId, width: 900, height: 700 } as PhotoDescription;
const mark = (id: string) => ({ id, runs: Int32Array.from([4, 3, 5]) }) as Mark;

function stroke(document: PhotoDocument, x: number, action: 'paint' | 'erase' = 'paint'): void {
  document.mask.beginEdit();
  const dab = { x, y: 100, radiusPx: 9 };
  stampSegment(document.mask, action, dab, { ...dab, x: x + 30 }, 1);
  const mask = document.mask.commit();
  document.commit({ kind: 'stroke', count: 1, ...(mask && { mask }) });
}

/** The end of a repair of all that is painted, as it becomes a step. */
function repair(document: PhotoDocument, layer: string): void {
  const tiles = damageTiles(document.mask, []);
  const mask = clearRepaired(document.mask, tiles);
  const { layerId, markStates } = document.snapshot;
  const repaired: [string, MarkState][] = [['scratch', 'repaired']];
  document.commit({
    kind: 'repair',
    count: 1,
    layerId: { before: layerId, after: layer as LayerId },
    markStates: { before: markStates, after: new Map([...markStates, ...repaired]) },
    ...(mask && { mask }),
  });
}

const isPainted = ({ mask }: PhotoDocument, x: number) =>
  pixelAt(mask.tiles('painted'), x, 100) > 128;

describe('marks that are taken over', () => {
  it('are all that was marked, also what was repaired, and lead to no result', () => {
    const former = new PhotoDocument(photo);
    former.setMarks([mark('scratch'), mark('dust')]);
    const before = former.snapshot.markStates;
    const after = new Map(before).set('dust', 'rejected');
    former.commit({ kind: 'rejectMarks', count: 1, markStates: { before, after } });
    stroke(former, 100);
    repair(former, 'layer-1');
    stroke(former, 600);
    repair(former, 'layer-2');
    stroke(former, 300);
    stroke(former, 450);
    former.undo();
    expect([100, 600, 300].map((x) => isPainted(former, x))).toEqual([false, false, true]);

    const document = new PhotoDocument(photo);
    takeOverMarks(former, document);
    expect([100, 600, 300].map((x) => isPainted(document, x))).toEqual([true, true, true]);
    // What was taken back, and what was never marked.
    expect([450, 800].map((x) => isPainted(document, x))).toEqual([false, false]);
    const { history, layerId, run, lastRun, marks, markStates } = document.snapshot;
    expect([layerId, run, lastRun]).toEqual([originalLayerId, undefined, undefined]);
    expect(history.entries).toEqual([]);
    expect(marks).toEqual(former.foundMarks);
    expect([...markStates]).toEqual([['dust', 'rejected']]);
  });

  it('are not what the person has taken away before a repair', () => {
    const former = new PhotoDocument(photo);
    stroke(former, 100);
    stroke(former, 100, 'erase');
    stroke(former, 600);
    repair(former, 'layer-1');
    const document = new PhotoDocument(photo);
    takeOverMarks(former, document);
    expect([100, 600].map((x) => isPainted(document, x))).toEqual([false, true]);
  });

  it('leave the former document and its tiles as they were', () => {
    const former = new PhotoDocument(photo);
    stroke(former, 100);
    repair(former, 'layer-1');
    stroke(former, 120);
    const tiles = [...former.mask.tiles('painted').values()].map((tile) => tile.slice());
    const document = new PhotoDocument(photo);
    takeOverMarks(former, document);
    stroke(document, 130);
    expect([...former.mask.tiles('painted').values()]).toEqual(tiles);
  });
});
