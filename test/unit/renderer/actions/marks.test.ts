import { describe, expect, it } from 'vitest';
import type { AppContext } from '../../../../src-renderer/actions/context';
import {
  decideMarks,
  findDamage,
  goToMark,
  onDamagePreview,
} from '../../../../src-renderer/actions/marks';
import { eraseWholeMarks } from '../../../../src-renderer/actions/original-here';
import { findMoreLikeThis } from '../../../../src-renderer/actions/similar-marks';
import { traceMarksOn } from '../../../../src-renderer/actions/trace-mark';
import { addWaitingMarks } from '../../../../src-renderer/actions/waiting-marks';
import { onRunFinished } from '../../../../src-renderer/actions/run-events';
import { startRepair } from '../../../../src-renderer/actions/repair';
import { PhotoDocument } from '../../../../src-renderer/document/photo-document';
import { editMask, writeCoverage } from '../../../../src-renderer/mask/mask-write';
import { createAppStore } from '../../../../src-renderer/state/app-store';
import type { FoundDamage, TracedLine } from '../../../../src-shared/contract/engine-contract';
import type { StartState } from '../../../../src-shared/contract/studio-contract';
import { makeTranslate } from '../../../../src-shared/messages';
import type { LayerId, PhotoId, RunId } from '../../../../src-shared/model/ids';
import type { Mark } from '../../../../src-shared/model/mark';
import type { PhotoDescription } from '../../../../src-shared/model/photo-description';
import { defaultPreferences } from '../../../../src-shared/model/preferences';
import type { RunResult } from '../../../../src-shared/model/run';
import { bar } from '../tools/support';

const ok = <Value>(value: Value) => Promise.resolve({ ok: true as const, value });
const photoId = 'photo' as PhotoId;
const scratch = (id: string, y: number, more: Partial<Mark> = {}): Mark => ({
  ...bar(id, 100, y, 80, 3).mark,
  ...more,
});
const found = (...marks: Mark[]): FoundDamage => ({
  marks,
  isImplausible: false,
  countsByStop: [1, 2, 3, 4, 5],
});

/** A window with one photo of 900 x 700, and an engine that answers what it is told to. */
function makeStudio(answers: {
  readonly found?: FoundDamage;
  readonly similar?: FoundDamage;
  readonly line?: TracedLine | null;
}) {
  const document = new PhotoDocument({ photoId, width: 900, height: 700 } as PhotoDescription);
  const masks: number[] = [];
  const runs: RunId[] = [];
  const api = {
    findDamage: () => ok(answers.found ?? found()),
    findSimilarMarks: () => ok(answers.similar ?? found()),
    traceLine: () => ok(answers.line ?? null),
    combineLayers: () =>
      ok({ layerId: 'combined', changedRegion: { x: 0, y: 0, width: 9, height: 9 } }),
    startRepair: ({ runId }: { runId: RunId }) => {
      runs.push(runId);
      return ok(null);
    },
    setPreferences: () => ok(defaultPreferences),
    notify: () => ok(null),
  };
  const store = createAppStore({ preferences: defaultPreferences } as StartState, false);
  store.setState({ photo: document.photo, document: document.snapshot });
  document.subscribe(() => store.setState({ document: document.snapshot }));
  const context = {
    api,
    store,
    pixels: {
      putMask: (_photo: PhotoId, _mask: string, tiles: readonly { data: Uint8Array }[]) => {
        masks.push(
          tiles.reduce((sum, { data }) => sum + data.filter((value) => value > 0).length, 0),
        );
        return Promise.resolve();
      },
    },
    runListeners: new Map(),
    translate: (key: string, parameters?: { count?: number }) =>
      parameters?.count === undefined ? key : `${key} ${parameters.count}`,
    workspace: { document, damageAtStart: undefined },
    view: undefined,
  } as unknown as AppContext;
  const choose = (...ids: string[]) =>
    store.setState({ selectedMarkIds: new Set(ids), currentMarkId: ids.at(-1) });
  const paint = (x: number, y: number) => {
    const region = { x, y, width: 20, height: 10 };
    const coverage = new Uint8Array(200).fill(255);
    const mask = editMask(
      document.mask,
      () => void writeCoverage(document.mask, 'paint', region, coverage),
    )!;
    document.commit({ kind: 'area', count: 1, mask });
  };
  const finish = (runId: RunId) =>
    onRunFinished(context, { runId, layerId: `layer-${runs.length}` as LayerId } as RunResult);
  const stateOf = (id: string) => {
    const mark = document.snapshot.marks.find((one) => one.id === id);
    return mark && document.stateOf(mark);
  };
  return { context, document, store, masks, runs, choose, paint, finish, stateOf };
}

it('tells the screen reader what was found, also that it was nothing', async () => {
  for (const [marks, told] of [
    [[], 'No damage found.'],
    [[scratch('a', 100)], '1 mark found.'],
    [[scratch('a', 100), scratch('b', 300)], '2 marks found.'],
  ] as const) {
    const { context, store } = makeStudio({ found: found(...marks) });
    Object.assign(context, { translate: makeTranslate('en', 'en') });
    await findDamage(context);
    expect(store.getState().announcement).toBe(told);
  }
});

describe('what the detector sees at first', () => {
  it('is shown while it still looks, and keeps what was decided when the final answer comes', async () => {
    const { context, document, store, stateOf } = makeStudio({
      found: found(scratch('final', 101), scratch('other', 300)),
    });
    const answer = findDamage(context);
    onDamagePreview(context, { photoId, marks: [scratch('rough', 100)], isImplausible: false });
    expect(document.snapshot.marks.map(({ id }) => id)).toEqual(['rough']);
    decideMarks(context, ['rough'], 'rejected');
    await answer;
    expect(stateOf('rough')).toBe('rejected');
    expect(document.activeMarks().map(({ id }) => id)).toEqual(['other']);
    expect(store.getState().foundCounts).toEqual([1, 2, 3, 4, 5]);
  });

  it('is nothing any more once there is an answer, or for another photo', async () => {
    const { context, document } = makeStudio({ found: found(scratch('final', 100)) });
    const late = { photoId, marks: [scratch('rough', 400)], isImplausible: false };
    const answer = findDamage(context);
    onDamagePreview(context, { ...late, photoId: 'another' as PhotoId });
    expect(document.snapshot.marks).toEqual([]);
    await answer;
    onDamagePreview(context, late);
    expect(document.snapshot.marks.map(({ id }) => id)).toEqual(['final']);
  });
});

describe('looking for damage', () => {
  it('ends with what was found, also where the sensitivity was moved meanwhile', async () => {
    const { context, document, store } = makeStudio({ found: found(scratch('final', 100)) });
    const answer = findDamage(context);
    store.setState({ preferences: { ...defaultPreferences, sensitivity: 0.9 } });
    await answer;
    expect(store.getState().isFinding).toBe(false);
    expect(document.snapshot.marks.map(({ id }) => id)).toEqual(['final']);
  });

  it('goes on as long as a newer search does, whose answer alone counts', async () => {
    const { context, document, store } = makeStudio({});
    const answers: ((given: FoundDamage) => void)[] = [];
    Object.assign(context.api, {
      findDamage: () =>
        new Promise((resolve) => answers.push((value) => resolve({ ok: true, value }))),
    });
    const searches = [findDamage(context), findDamage(context)];
    answers[0]!(found(scratch('earlier', 100)));
    await searches[0];
    expect(store.getState().isFinding).toBe(true);
    expect(document.snapshot.marks).toEqual([]);
    answers[1]!(found(scratch('newest', 100)));
    await searches[1];
    expect(store.getState().isFinding).toBe(false);
    expect(document.snapshot.marks.map(({ id }) => id)).toEqual(['newest']);
  });
});

describe('walking through the marks', () => {
  it('stops at what was painted, and not at what belongs to the picture', () => {
    const { context, document, store, paint } = makeStudio({});
    document.setMarks([
      scratch('a', 100, { confidence: 0.5 }),
      scratch('wire', 300, { isProbablyPicture: true }),
    ]);
    paint(500, 500);
    const stops = Array.from({ length: 3 }, () => {
      goToMark(context, 1);
      return store.getState().currentMarkId;
    });
    expect(stops).toEqual(['a', 'painted-500-500', 'a']);
  });
});

describe('more like a mark', () => {
  it('is proposed and selected, also where it was taken for a part of the picture', async () => {
    const { context, document, store, choose } = makeStudio({
      similar: found(scratch('faint', 200), scratch('known', 101), scratch('wire', 300)),
    });
    document.setMarks([scratch('known', 100), scratch('wire', 300, { isProbablyPicture: true })]);
    choose('known');
    await findMoreLikeThis(context);
    expect([...store.getState().selectedMarkIds]).toEqual(['faint', 'wire']);
    expect(document.activeMarks().map(({ id }) => id)).toEqual(['known', 'faint', 'wire']);
    expect(store.getState().hint).toBe('hint.foundSimilar 2');
  });

  it('does not bring in what an engine shows that has to look at the photo first', async () => {
    const { context, document, choose } = makeStudio({ similar: found(scratch('faint', 200)) });
    document.setMarks([scratch('known', 100)]);
    choose('known');
    const answer = findMoreLikeThis(context);
    onDamagePreview(context, { photoId, marks: [scratch('rough', 400)], isImplausible: false });
    await answer;
    expect(document.snapshot.marks.map(({ id }) => id)).toEqual(['known', 'faint']);
  });

  it('says so where there is nothing', async () => {
    const { context, document, store, choose } = makeStudio({});
    document.setMarks([scratch('known', 100)]);
    choose('known');
    await findMoreLikeThis(context);
    expect(store.getState().hint).toBe('hint.noSimilar');
    expect(store.getState().isFindingSimilar).toBe(false);
  });
});

describe('tracing a mark on', () => {
  const along = (y: number): TracedLine => ({
    points: Array.from({ length: 200 }, (_, index) => [60 + index, y]).flat(),
    widthPx: 1,
    polarity: 'brighter',
  });

  it('joins what goes on at its ends to it, in one step', async () => {
    const { context, document, choose } = makeStudio({ line: along(101) });
    document.setMarks([scratch('a', 100)]);
    choose('a');
    await traceMarksOn(context);
    const [mark] = document.snapshot.marks;
    expect(mark!.bounds.x).toBeLessThan(62);
    expect(mark!.bounds.width).toBeGreaterThan(195);
    expect(document.snapshot.history.entries).toHaveLength(1);
    document.undo();
    expect(document.snapshot.marks[0]!.bounds.width).toBe(80);
  });

  it('paints on what was painted', async () => {
    const { context, document, choose, paint } = makeStudio({ line: along(505) });
    paint(100, 500);
    choose('painted-100-500');
    await traceMarksOn(context);
    expect(
      [...document.mask.tiles('painted').values()].some((tile) => tile[505 * 512 + 250] === 255),
    ).toBe(true);
  });

  it('leaves another line alone that passes at the end, and says that it goes no further', async () => {
    const { context, document, store, choose } = makeStudio({ line: along(140) });
    document.setMarks([scratch('a', 100)]);
    choose('a');
    await traceMarksOn(context);
    expect(document.snapshot.history.entries).toHaveLength(0);
    expect(store.getState().hint).toBe('hint.lineEndsHere');
  });
});

describe('erasing whole marks', () => {
  it('rejects what waits, and brings the original back under what is repaired', async () => {
    const { context, document, masks, stateOf } = makeStudio({});
    document.setMarks([scratch('done', 100), scratch('waits', 300)]);
    const after = new Map([['done', 'repaired' as const]]);
    document.commit({ kind: 'repair', count: 1, markStates: { before: new Map(), after } });
    await eraseWholeMarks(context, ['done', 'waits']);
    expect([stateOf('done'), stateOf('waits')]).toEqual(['unticked', 'rejected']);
    expect(masks).toEqual([240]);
    expect(document.snapshot.layerId).toBe('combined');
    document.undo();
    expect([stateOf('done'), document.snapshot.layerId]).toEqual(['repaired', 'original']);
  });
});

describe('marks that come during a repair', () => {
  it('are repaired right after it, and what was left out on purpose is not', async () => {
    const { context, document, masks, runs, paint, finish, stateOf } = makeStudio({});
    document.setMarks([scratch('a', 100), scratch('leftOut', 300)]);
    await startRepair(context, new Set(['a']));
    paint(500, 500);
    addWaitingMarks(context);
    finish(runs[0]!);
    await new Promise((resolve) => setTimeout(resolve));
    expect(runs).toHaveLength(2);
    expect(masks).toEqual([240, 200]);
    expect(stateOf('leftOut')).toBe('proposed');
  });

  it('wait where nobody asked for more, and where the repair was ended', async () => {
    const { context, document, store, runs, paint, finish } = makeStudio({});
    document.setMarks([scratch('a', 100)]);
    await startRepair(context);
    paint(500, 500);
    addWaitingMarks(context);
    store.setState({ joinedRunId: undefined });
    finish(runs[0]!);
    await new Promise((resolve) => setTimeout(resolve));
    expect(runs).toHaveLength(1);
  });
});
