import { expect, it } from 'vitest';
import {
  batchList,
  type BatchRow,
  type BatchState,
} from '../../../../src-renderer/components/batch';
import { studioContract } from '../../../../src-shared/contract';
import { maxPhotosAtOnce } from '../../../../src-shared/contract/photo-limit';
import { makeTranslate, type Language } from '../../../../src-shared/messages';

const states: readonly BatchState[] = [
  { kind: 'waiting' },
  { kind: 'looking' },
  { kind: 'repairing', iteration: 3, iterations: 20 },
  { kind: 'review' },
  { kind: 'saving' },
  { kind: 'done', folderName: 'Album' },
  { kind: 'nothingFound' },
  { kind: 'skipped' },
  { kind: 'failed', reason: 'Ein Grund.' },
];
const rows = states.map((state, index) => ({ name: `${index}.jpg`, state }) as BatchRow);

const listIn = (language: Language) => batchList(rows, makeTranslate(language, language));

it('is copied in the language of the window: one line a photo, with all that its row says', () => {
  expect(listIn('de').split('\n')).toEqual([
    '0.jpg\tWartet',
    '1.jpg\tWird abgesucht',
    '2.jpg\tDurchgang 3 von 20',
    '3.jpg\tBereit zum Ansehen',
    '4.jpg\tWird gespeichert',
    '5.jpg\tFertig\tim Ordner Album',
    '6.jpg\tNichts gefunden',
    '7.jpg\tÜbersprungen',
    '8.jpg\tFehlgeschlagen\tEin Grund.',
  ]);
  expect(listIn('en')).toContain('5.jpg\tDone\tin Album\n6.jpg\tNothing found');
});

it('can be copied of as many photos as are taken at once, with long names and a reason each', () => {
  const state: BatchState = {
    kind: 'failed',
    reason: makeTranslate('de', 'de')('error.batchDefect'),
  };
  const row = { name: `${'a'.repeat(250)}.jpg`, state };
  const text = batchList(Array(maxPhotosAtOnce).fill(row), makeTranslate('de', 'de'));
  expect(studioContract.copyText.input.safeParse({ text }).success).toBe(true);
});
