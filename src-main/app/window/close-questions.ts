import type { InputOf, StudioContract } from '../../../src-shared/contract';
import type { Translate } from '../../../src-shared/messages';

/** What is left to do of a batch, as the window tells it. */
export type UnfinishedBatch = NonNullable<InputOf<StudioContract['updateShell']>['batch']>;

/** A question for the system's message box. */
export interface CloseQuestion<Answer extends string = string> {
  readonly message: string;
  readonly detail: string;
  /** The first one is also what closing the question means. */
  readonly answers: readonly [ClosingAnswer<Answer>, ...ClosingAnswer<Answer>[]];
}

interface ClosingAnswer<Answer extends string> {
  readonly answer: Answer;
  readonly label: string;
}

/** Asked before a batch is ended that has repairs to show, or photos to repair. */
export function batchQuestion(
  { inReview, inWork, notBegun }: UnfinishedBatch,
  translate: Translate,
): CloseQuestion<'keepOpen' | 'saveAndClose' | 'close'> {
  const counts = [
    ['closing.inReview', inReview],
    ['closing.inWork', inWork],
    ['closing.notBegun', notBegun],
  ] as const;
  const sentences = counts.flatMap(([key, count]) => (count > 0 ? translate(key, { count }) : []));
  const saveAndClose = {
    answer: 'saveAndClose',
    label: translate('closing.saveAndClose'),
  } as const;
  return {
    message: sentences.join(' '),
    detail: translate('closing.batchText'),
    answers: [
      { answer: 'keepOpen', label: translate('closing.keepOpen') },
      ...(inReview > 0 ? [saveAndClose] : []),
      { answer: 'close', label: translate('closing.closeAnyway') },
    ],
  };
}

/** Said while the window waits for files that are being written. */
export function savingQuestion(
  names: readonly string[],
  translate: Translate,
): CloseQuestion<'keepOpen' | 'closeWithout'> {
  return {
    message: translate('closing.saving', { count: names.length, name: names[0] ?? '' }),
    detail: translate('closing.savingText'),
    answers: [
      { answer: 'keepOpen', label: translate('closing.keepOpen') },
      { answer: 'closeWithout', label: translate('closing.withoutSaving') },
    ],
  };
}

/** Said while the window waits for the last steps on the open photo. */
export function stepsQuestion(translate: Translate): CloseQuestion<'keepOpen' | 'closeWithout'> {
  return {
    message: translate('closing.keeping'),
    detail: translate('closing.keepingText'),
    answers: [
      { answer: 'keepOpen', label: translate('closing.keepOpen') },
      { answer: 'closeWithout', label: translate('closing.withoutSteps') },
    ],
  };
}
