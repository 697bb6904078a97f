import { describe, expect, it } from 'vitest';
import { makeTranslate } from '../../../../src-shared/messages';
import {
  chooseKey,
  withKey,
  withoutKey,
} from '../../../../src-renderer/components/dialogs/choose-key';
import { regionAround } from '../../../../src-renderer/components/dialogs/mark-area-dialog';
import { searchCommands } from '../../../../src-renderer/components/dialogs/shortcut-groups';
import { summarise, type BatchRow } from '../../../../src-renderer/components/batch/batch-row';
import { frameWidthOf } from '../../../../src-renderer/components/frame/frame-width';
import { press } from '../../shared/commands/press';

describe('choosing a key', () => {
  it('takes a free key and names who has a taken one', () => {
    expect(chooseKey('growMark', press('k'), 'linux', {})).toEqual({ kind: 'free', key: 'K' });
    expect(chooseKey('growMark', press('n'), 'linux', {})).toEqual({
      kind: 'taken',
      key: 'N',
      by: 'goToNextMark',
    });
    expect(chooseKey('growMark', press('n'), 'linux', { goToNextMark: 'X' }).kind).toBe('free');
    expect(chooseKey('growMark', press('Tab'), 'linux', {}).kind).toBe('reserved');
    expect(chooseKey('growMark', press('Shift', { shiftKey: true }), 'linux', {}).kind).toBe(
      'none',
    );
  });

  it('keeps no change that changes nothing', () => {
    expect(withKey('growMark', 'K', 'linux', {})).toEqual({ growMark: 'K' });
    expect(withKey('growMark', 'G', 'linux', { growMark: 'K' })).toEqual({});
    expect(withKey('growMark', '', 'linux', {})).toEqual({ growMark: '' });
    expect(withoutKey('growMark', { growMark: 'K', useHand: 'J' })).toEqual({ useHand: 'J' });
  });
});

describe('searching commands', () => {
  it('finds all words in names and menus', () => {
    const t = makeTranslate('en', 'en');
    const ids = searchCommands('tools BRUSH', t, () => true).flatMap((group) => group.ids);
    expect(ids).toContain('makeBrushSmaller');
    expect(ids).not.toContain('useHand');
    expect(searchCommands('nothing like this', t, () => true)).toEqual([]);
  });
});

describe('marking an area', () => {
  const photo = { width: 100, height: 80 };
  it('is cut at the edges of the photo, and never empty', () => {
    expect(regionAround({ x: 50, y: 40 }, { width: 20, height: 10 }, photo)).toEqual({
      x: 40,
      y: 35,
      width: 20,
      height: 10,
    });
    expect(regionAround({ x: 0, y: 80 }, { width: 20, height: 10 }, photo)).toEqual({
      x: 0,
      y: 75,
      width: 10,
      height: 5,
    });
    expect(regionAround({ x: 5, y: 5 }, { width: 1, height: 1 }, photo).width).toBe(1);
  });
});

describe('the sum of a batch', () => {
  it('counts what is over, whatever came of it', () => {
    const row = (state: BatchRow['state']): BatchRow => ({
      id: state.kind,
      name: '',
      thumbnail: undefined,
      state,
      markCount: undefined,
      durationMs: undefined,
    });
    const rows = [
      row({ kind: 'done', folderName: '' }),
      row({ kind: 'nothingFound' }),
      row({ kind: 'failed', reason: '' }),
      row({ kind: 'skipped' }),
      row({ kind: 'waiting' }),
      row({ kind: 'review' }),
    ];
    expect(summarise(rows)).toEqual({
      saved: 1,
      nothingFound: 1,
      skipped: 1,
      failed: 1,
      done: 4,
    });
  });
});

describe('the width of the window', () => {
  it('is counted in letters: large text makes it narrower', () => {
    expect(frameWidthOf(1280, 16)).toBe('wide');
    expect(frameWidthOf(1100, 16)).toBe('middle');
    expect(frameWidthOf(999, 16)).toBe('drawer');
    expect(frameWidthOf(640, 16)).toBe('narrow');
    expect(frameWidthOf(1280, 32)).toBe('narrow');
  });
});
