import { describe, expect, it } from 'vitest';
import {
  batchQuestion,
  savingQuestion,
  stepsQuestion,
} from '../../../../src-main/app/window/close-questions';
import { makeTranslate } from '../../../../src-shared/messages';

const english = makeTranslate('en', 'en');
const german = makeTranslate('de', 'de');

describe('the question about a batch', () => {
  it('says what waits, what is in work and what is not begun, and nothing of what is not there', () => {
    const messageOf = (inReview: number, inWork: number, notBegun: number) =>
      batchQuestion({ inReview, inWork, notBegun }, english).message;
    expect(messageOf(2, 1, 5)).toBe(
      '2 repaired photos wait to be looked at. 1 photo is in work. 5 photos are not begun.',
    );
    expect(messageOf(1, 0, 1)).toBe(
      '1 repaired photo waits to be looked at. 1 photo is not begun.',
    );
    expect(messageOf(0, 1, 0)).toBe('1 photo is in work.');
  });

  it('offers to save only where something is repaired; closing the question keeps the window', () => {
    const answersOf = (inReview: number) =>
      batchQuestion({ inReview, inWork: 1, notBegun: 1 }, english).answers.map(
        ({ answer }) => answer,
      );
    expect(answersOf(2)).toEqual(['keepOpen', 'saveAndClose', 'close']);
    expect(answersOf(0)).toEqual(['keepOpen', 'close']);
    expect(savingQuestion(['a.jpg'], english).answers[0].answer).toBe('keepOpen');
    expect(stepsQuestion(english).answers[0].answer).toBe('keepOpen');
  });

  it('is asked in German as well', () => {
    const { message, answers } = batchQuestion({ inReview: 2, inWork: 0, notBegun: 1 }, german);
    expect(message).toBe(
      '2 reparierte Fotos warten darauf, angesehen zu werden. 1 Foto ist noch nicht begonnen.',
    );
    expect(answers.map(({ label }) => label)).toEqual([
      'Offen lassen',
      'Speichern und schließen',
      'Trotzdem schließen',
    ]);
    expect(savingQuestion(['a.jpg', 'b.jpg'], german).message).toBe(
      '2 Dateien werden noch gespeichert.',
    );
  });
});
