import { describe, expect, it } from 'vitest';
import { makeTranslate } from '../../../../src-shared/messages';
import { strengthText, strengthWord } from '../../../../src-renderer/components/inspector/strength';
import {
  changedSettings,
  settingNames,
} from '../../../../src-renderer/components/inspector/advanced-settings';
import { sensitivityKey } from '../../../../src-renderer/components/inspector/marks/sensitivity';
import { defaultSettings, weightingNames } from '../../../../src-shared/model/settings';

const t = makeTranslate('en', 'en');

describe('strength in words', () => {
  it.each([
    [0, 'Smooth'],
    [0.25, 'Careful'],
    [0.5, 'Balanced'],
    [0.75, 'Detailed'],
    [1, 'Lively'],
    [0.6, 'Between Balanced and Detailed'],
    [0.05, 'Between Smooth and Careful'],
  ])('calls %d %s', (strength, word) => {
    expect(strengthWord(strength, t)).toBe(word);
  });

  it('warns as the bolder neighbour does', () => {
    expect(strengthText(0.5, t)).toBe('Real texture, few risks.');
    expect(strengthText(0.55, t)).toBe('More texture; check faces.');
  });
});

describe('changed settings', () => {
  it('are none for the defaults, whatever the strength', () => {
    expect(changedSettings({ ...defaultSettings.photo, strength: 1 })).toEqual([]);
  });

  it('are those that differ from their preset, and another preset', () => {
    expect(changedSettings({ ...defaultSettings.photo, lambda: 2, seed: 7 })).toEqual([
      'seed',
      'lambda',
    ]);
    expect(changedSettings(defaultSettings.paper)).toEqual(['preset']);
  });

  it('have a word for every weighting', () => {
    expect(Object.keys(settingNames.weighting).sort()).toEqual([...weightingNames].sort());
  });
});

describe('sensitivity', () => {
  it('has a sentence at each of its stops', () => {
    expect([0, 0.25, 0.5, 0.75, 1].map(sensitivityKey)).toEqual([
      'marks.wrong1',
      'marks.wrong2',
      'marks.wrong3',
      'marks.wrong4',
      'marks.wrong5',
    ]);
  });
});
