import { setTimeout as wait } from 'node:timers/promises';
import type { Translate } from '../../../src-shared/messages';
import type { FileWrites } from '../files/file-writes';
import {
  batchQuestion,
  savingQuestion,
  stepsQuestion,
  type CloseQuestion,
  type UnfinishedBatch,
} from './close-questions';
import type { PageSteps } from './page-steps';

/** What takes no longer than this is waited for without a word. */
const quietMs = 700;

export interface CloseGuardOptions {
  readonly writes: Pick<FileWrites, 'names' | 'settled'>;
  readonly steps: Pick<PageSteps, 'mayWait' | 'keep'>;
  /** What would be lost of the window's batch. */
  readonly batch: () => UnfinishedBatch | null;
  readonly translate: () => Translate;
  /** Asks the person; the signal takes the question back. */
  readonly ask: <Answer extends string>(
    question: CloseQuestion<Answer>,
    signal?: AbortSignal,
  ) => Promise<Answer>;
  /** Lets the window save what waits in its batch; it calls `closeAfterBatch` when that is done. */
  readonly saveBatch: () => void;
  /** Closes the window, which asks `letsClose` again. */
  readonly close: () => void;
}

/** Keeps the window open while closing it would lose something that nobody has agreed to lose. */
export class CloseGuard {
  private readonly options: CloseGuardOptions;
  private isConcluding = false;
  private isBatchSettled = false;
  private isLetGo = false;
  private isCut = false;

  constructor(options: CloseGuardOptions) {
    this.options = options;
  }

  /** True where the person did not wait for a file that was being written. */
  get hasCutWrites(): boolean {
    return this.isCut;
  }

  /** False: not yet; it closes by itself as soon as nothing is lost by it, or the person has agreed. */
  letsClose(): boolean {
    const { writes, steps } = this.options;
    const isNothingLost = this.batch() === null && writes.names.length === 0 && !steps.mayWait;
    if (this.isLetGo || isNothingLost) return true;
    if (!this.isConcluding) void this.conclude();
    return false;
  }

  /** Closes the window after it has saved its batch; nothing is asked about that any more. */
  closeAfterBatch(): void {
    this.isBatchSettled = true;
    this.options.close();
  }

  private async conclude(): Promise<void> {
    this.isConcluding = true;
    try {
      // The steps come last: each of the others may take its time, and the photo can be worked on meanwhile.
      this.isLetGo =
        (await this.maySpareBatch()) &&
        (await this.maySpareWrites()) &&
        (await this.maySpareSteps());
    } finally {
      this.isConcluding = false;
      this.isBatchSettled = false;
    }
    if (this.isLetGo) this.options.close();
  }

  private batch(): UnfinishedBatch | null {
    return this.isBatchSettled ? null : this.options.batch();
  }

  private async maySpareBatch(): Promise<boolean> {
    const { translate, ask, saveBatch } = this.options;
    const batch = this.batch();
    if (!batch) return true;
    const answer = await ask(batchQuestion(batch, translate()));
    if (answer === 'saveAndClose') saveBatch();
    return answer === 'close';
  }

  /** Where a file fails the window stays, which says why. */
  private async maySpareWrites(): Promise<boolean> {
    const { writes, translate } = this.options;
    const outcome = await this.awaitOrAsk(writes.settled(), () =>
      savingQuestion(writes.names, translate()),
    );
    this.isCut = outcome === 'closeWithout';
    return outcome === true || this.isCut;
  }

  /** Where the disk does not take them the window stays too, and says so. */
  private async maySpareSteps(): Promise<boolean> {
    const { steps, translate } = this.options;
    const outcome = await this.awaitOrAsk(steps.keep(), () => stepsQuestion(translate()));
    return outcome === true || outcome === 'closeWithout';
  }

  /** How something ends; where that takes more than a moment, what the person says unless it ends before. */
  private async awaitOrAsk<Answer extends string>(
    done: Promise<boolean>,
    question: () => CloseQuestion<Answer>,
  ): Promise<boolean | Answer> {
    const isSoonDone = await Promise.race([done, wait(quietMs, undefined)]);
    if (isSoonDone !== undefined) return isSoonDone;
    const dismissal = new AbortController();
    const outcome = await Promise.race([done, this.options.ask(question(), dismissal.signal)]);
    dismissal.abort();
    return outcome;
  }
}
