import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { damageCount, effectiveMask } from '../../../../src-renderer/actions/effective-mask';
import { knownDamage, waitingMarkIds } from '../../../../src-renderer/actions/known-damage';
import { update, type AppContext } from '../../../../src-renderer/actions/context';
import { keepEstimate } from '../../../../src-renderer/app/keep-estimate';
import { panelState } from '../../../../src-renderer/app/repair-area';
import { PhotoDocument } from '../../../../src-renderer/document/photo-document';
import * as damage from '../../../../src-renderer/mask/damage-tiles';
import { editMask, writeCoverage } from '../../../../src-renderer/mask/mask-write';
import type { TileBytes, TileKey } from '../../../../src-renderer/mask/mask-tiles';
import type { RunView } from '../../../../src-renderer/state/app-state';
import { createAppStore } from '../../../../src-renderer/state/app-store';
import type { StartState } from '../../../../src-shared/contract/studio-contract';
import { makeFormats, makeTranslate } from '../../../../src-shared/messages';
import type { PhotoId } from '../../../../src-shared/model/ids';
import type { PhotoDescription } from '../../../../src-shared/model/photo-description';
import { defaultPreferences } from '../../../../src-shared/model/preferences';
import { bar } from '../tools/support';

vi.mock('../../../../src-renderer/mask/damage-tiles', { spy: true });

const english = makeTranslate('en', 'en');

/** A window with one photo of 900 x 700, a scratch found on it, and an engine that says what a repair would cost. */
function makeStudio() {
  const document = new PhotoDocument({
    photoId: 'photo' as PhotoId,
    width: 900,
    height: 700,
  } as PhotoDescription);
  document.setMarks([bar('scratch', 100, 100, 80, 3).mark]);
  const start = { preferences: defaultPreferences, engineStatus: { state: 'ready' } };
  const store = createAppStore(start as unknown as StartState, false);
  store.setState({ photo: document.photo, document: document.snapshot });
  document.subscribe(() => store.setState({ document: document.snapshot }));
  const estimateRepair = vi.fn(() => Promise.resolve({ ok: true, value: { durationMs: 9 } }));
  const context = {
    api: { estimateRepair },
    store,
    pixels: { putMask: () => Promise.resolve() },
    workspace: { document, damageAtStart: undefined },
  } as unknown as AppContext;
  const paint = (x: number, y: number, width = 20, height = 10) => {
    const coverage = new Uint8Array(width * height).fill(255);
    const mask = editMask(
      document.mask,
      () => void writeCoverage(document.mask, 'paint', { x, y, width, height }, coverage),
    )!;
    document.commit({ kind: 'area', count: 1, mask });
  };
  return { context, store, document, paint, estimateRepair };
}

describe('the panel Repair', () => {
  it('counts what would be repaired without making the mask for it', () => {
    const { context, document, store, paint } = makeStudio();
    paint(500, 500);
    expect(damageCount(document)).toBe(2);
    expect(effectiveMask(document).markCount).toBe(2);
    vi.mocked(damage.damageTiles).mockClear();
    const state = panelState(
      store.getState(),
      context.workspace,
      english,
      makeFormats('en', english),
    );
    expect(state).toMatchObject({ kind: 'ready', markCount: 2 });
    expect(damage.damageTiles).not.toHaveBeenCalled();
  });
});

describe('the estimate of a repair', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is asked for once the marks rest, and not while a repair is in work', async () => {
    const { context, store, paint, estimateRepair } = makeStudio();
    keepEstimate(context);
    paint(500, 500);
    await vi.advanceTimersByTimeAsync(1000);
    expect(estimateRepair).toHaveBeenCalledTimes(1);
    paint(300, 500);
    update(context, { run: { result: undefined } as RunView });
    vi.mocked(damage.damageTiles).mockClear();
    paint(100, 500);
    await vi.advanceTimersByTimeAsync(1000);
    expect(estimateRepair).toHaveBeenCalledTimes(1);
    expect(damage.damageTiles).not.toHaveBeenCalled();
    // The solver's own choices are shown from it meanwhile.
    expect(store.getState().estimate).toEqual({ durationMs: 9 });
    store.setState({ run: undefined });
    expect(store.getState().estimate).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1000);
    expect(estimateRepair).toHaveBeenCalledTimes(2);
  });
});

describe('marks that came during a repair', () => {
  it('are told from those before it by what was painted, also over the edges of tiles', () => {
    const { document, paint } = makeStudio();
    paint(500, 500, 30, 30);
    const known = knownDamage(document);
    expect(waitingMarkIds(document, known)).toEqual([]);
    paint(520, 510, 20, 10);
    expect(waitingMarkIds(document, known)).toEqual(['painted-500-500']);
    document.undo();
    expect(waitingMarkIds(document, known)).toEqual([]);
    paint(100, 600);
    expect(waitingMarkIds(document, known)).toEqual(['painted-100-600']);
  });

  it('cost a look at each piece of a run and not at each pixel', () => {
    const { document, paint } = makeStudio();
    paint(100, 100, 300, 20);
    let looks = 0;
    class CountingTiles extends Map<TileKey, TileBytes> {
      override get(key: TileKey): TileBytes | undefined {
        looks += 1;
        return super.get(key);
      }
    }
    const { markIds, painted } = knownDamage(document);
    // Another tile with the same pixels: every run has to be looked at.
    const copied = new CountingTiles([...painted].map(([key, tile]) => [key, tile.slice()]));
    looks = 0;
    expect(waitingMarkIds(document, { markIds, painted: copied })).toEqual([]);
    expect(looks).toBeGreaterThan(0);
    expect(looks).toBeLessThanOrEqual(20);
  });
});
