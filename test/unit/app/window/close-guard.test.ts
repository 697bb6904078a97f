import { describe, expect, it, vi } from 'vitest';
import { FileWrites } from '../../../../src-main/app/files/file-writes';
import { CloseGuard } from '../../../../src-main/app/window/close-guard';
import { PageSteps } from '../../../../src-main/app/window/page-steps';
import type {
  CloseQuestion,
  UnfinishedBatch,
} from '../../../../src-main/app/window/close-questions';
import { makeTranslate } from '../../../../src-shared/messages';

const translate = makeTranslate('en', 'en');

interface Asked {
  readonly labels: readonly string[];
  readonly message: string;
  readonly detail: string;
  readonly signal: AbortSignal | undefined;
  readonly answer: (label: string) => void;
}

/** A window with a close button that a test presses, and a person that answers when the test says so. */
function setUp(batch: UnfinishedBatch | null = null) {
  const writes = new FileWrites();
  const asked: Asked[] = [];
  const state = { batch, isClosed: false, isPhotoOpen: false };
  const saveBatch = vi.fn();
  const keepSteps = vi.fn();
  const steps = new PageSteps({ mayWait: () => state.isPhotoOpen, ask: keepSteps });
  const press = () => {
    state.isClosed ||= guard.letsClose();
  };
  const ask = async <Answer extends string>(
    { message, detail, answers }: CloseQuestion<Answer>,
    signal?: AbortSignal,
  ) =>
    new Promise<Answer>((resolve) => {
      const labels = answers.map(({ label }) => label);
      const answer = (label: string) => resolve(answers[labels.indexOf(label)]!.answer);
      asked.push({ labels, message, detail, signal, answer });
      signal?.addEventListener('abort', () => resolve(answers[0].answer));
    });
  const guard = new CloseGuard({
    writes,
    steps,
    batch: () => state.batch,
    translate: () => translate,
    ask,
    saveBatch,
    close: press,
  });
  let end!: Record<'done' | 'failed', () => void>;
  const write = () => {
    const written = new Promise<null>((resolve, reject) => {
      end = { done: () => resolve(null), failed: () => reject(new Error('The disk is full.')) };
    });
    void writes.during('/photos/aunt_restored.jpg', () => written).catch(() => undefined);
    return { done: () => end.done(), failed: () => end.failed() };
  };
  return { guard, state, asked, saveBatch, steps, keepSteps, press, write };
}
const settle = async () => new Promise((resolve) => setTimeout(resolve, 5));
const quiet = { timeout: 2000 };
const batch = { inReview: 2, inWork: 1, notBegun: 5 };

describe('closing a window', () => {
  it('that holds nothing unfinished asks nothing', () => {
    const { state, asked, press } = setUp();
    press();
    expect(state.isClosed).toBe(true);
    expect(asked).toEqual([]);
  });

  it('waits for a file without a word where that takes no time', async () => {
    const { state, asked, press, write } = setUp();
    const file = write();
    press();
    // Somebody presses twice.
    press();
    await settle();
    expect(state.isClosed).toBe(false);
    file.done();
    await vi.waitFor(() => expect(state.isClosed).toBe(true));
    expect(asked).toEqual([]);
  });

  it('says what it waits for where that takes long, once, and takes it back when it closes', async () => {
    const { guard, state, asked, press, write } = setUp();
    const file = write();
    press();
    await vi.waitFor(() => expect(asked).toHaveLength(1), quiet);
    press();
    await settle();
    expect(asked).toHaveLength(1);
    expect(asked[0]!.message).toBe('aunt_restored.jpg is still being saved.');
    expect(asked[0]!.labels).toEqual(['Keep open', 'Close without saving']);
    expect(state.isClosed).toBe(false);
    file.done();
    await vi.waitFor(() => expect(state.isClosed).toBe(true));
    expect(asked[0]!.signal!.aborted).toBe(true);
    expect(guard.hasCutWrites).toBe(false);
  });

  it('leaves it open where the file fails: the window says why', async () => {
    for (const isSlow of [false, true]) {
      const { state, asked, press, write } = setUp();
      const file = write();
      press();
      if (isSlow) await vi.waitFor(() => expect(asked).toHaveLength(1), quiet);
      file.failed();
      await settle();
      expect(state.isClosed).toBe(false);
      if (isSlow) expect(asked[0]!.signal!.aborted).toBe(true);
      press();
      expect(state.isClosed).toBe(true);
    }
  });

  it('is given up or done at once, as the person says', async () => {
    for (const label of ['Keep open', 'Close without saving']) {
      const isClosing = label !== 'Keep open';
      const { guard, state, asked, press, write } = setUp();
      const file = write();
      press();
      await vi.waitFor(() => expect(asked).toHaveLength(1), quiet);
      asked[0]!.answer(label);
      await settle();
      expect(state.isClosed).toBe(isClosing);
      expect(guard.hasCutWrites).toBe(isClosing);
      file.done();
      await settle();
      // What was kept open stays so.
      expect(state.isClosed).toBe(isClosing);
    }
  });

  it('asks once about a batch, and closes only where the person agrees', async () => {
    const { state, asked, press, saveBatch } = setUp(batch);
    press();
    press();
    await settle();
    expect(asked).toHaveLength(1);
    expect(asked[0]!.labels).toEqual(['Keep open', 'Save them and close', 'Close anyway']);
    expect(state.isClosed).toBe(false);
    asked[0]!.answer('Keep open');
    await settle();
    expect(state.isClosed).toBe(false);
    press();
    await settle();
    asked[1]!.answer('Close anyway');
    await settle();
    expect(state.isClosed).toBe(true);
    expect(asked).toHaveLength(2);
    expect(saveBatch).not.toHaveBeenCalled();
  });

  it('waits for a file of the batch too, though the rest of it is given up', async () => {
    const { state, asked, press, write } = setUp(batch);
    const file = write();
    press();
    await settle();
    asked[0]!.answer('Close anyway');
    await settle();
    expect(state.isClosed).toBe(false);
    file.done();
    await vi.waitFor(() => expect(state.isClosed).toBe(true));
  });

  it('has the batch saved first and closes then, with nothing asked again', async () => {
    const { guard, state, asked, press, write, saveBatch } = setUp(batch);
    press();
    await settle();
    asked[0]!.answer('Save them and close');
    await settle();
    expect(saveBatch).toHaveBeenCalledOnce();
    expect(state.isClosed).toBe(false);
    // The window still tells of a batch when it is done.
    const file = write();
    guard.closeAfterBatch();
    await settle();
    expect(state.isClosed).toBe(false);
    file.done();
    await vi.waitFor(() => expect(state.isClosed).toBe(true));
    expect(asked).toHaveLength(1);
  });

  it('asks about the batch again where it stayed open after all', async () => {
    const { guard, state, asked, press, write } = setUp(batch);
    const file = write();
    guard.closeAfterBatch();
    await settle();
    file.failed();
    await settle();
    press();
    await settle();
    expect(state.isClosed).toBe(false);
    expect(asked).toHaveLength(1);
  });
});

describe('closing a window with an open photo', () => {
  function setUpPhoto() {
    const given = setUp();
    given.state.isPhotoOpen = true;
    return given;
  }

  it('waits until the page has its last steps on the disk, without a word', async () => {
    const { state, asked, press, steps, keepSteps } = setUpPhoto();
    press();
    press();
    await settle();
    expect(keepSteps).toHaveBeenCalledOnce();
    expect(state.isClosed).toBe(false);
    steps.answer(true);
    await vi.waitFor(() => expect(state.isClosed).toBe(true));
    expect(asked).toEqual([]);
  });

  it('stays where the disk does not take them, and is asked again', async () => {
    const { state, press, steps, keepSteps } = setUpPhoto();
    for (const isKept of [false, true]) {
      press();
      await settle();
      expect(state.isClosed).toBe(false);
      steps.answer(isKept);
      await settle();
      expect(state.isClosed).toBe(isKept);
    }
    expect(keepSteps).toHaveBeenCalledTimes(2);
  });

  it('says what it waits for where that takes long, and closes without it only where that is wanted', async () => {
    for (const label of ['Keep open', 'Close without them']) {
      const { guard, state, asked, press } = setUpPhoto();
      press();
      await vi.waitFor(() => expect(asked).toHaveLength(1), quiet);
      expect(asked[0]!.message).toContain('last steps are still being written');
      expect(asked[0]!.labels).toEqual(['Keep open', 'Close without them']);
      expect(state.isClosed).toBe(false);
      asked[0]!.answer(label);
      await settle();
      expect(state.isClosed).toBe(label !== 'Keep open');
      expect(guard.hasCutWrites).toBe(false);
    }
  });

  it('asks for the steps after a file that takes its time, for more of them may come meanwhile', async () => {
    const { state, press, steps, keepSteps, write } = setUpPhoto();
    const file = write();
    press();
    await settle();
    expect(keepSteps).not.toHaveBeenCalled();
    file.done();
    await vi.waitFor(() => expect(keepSteps).toHaveBeenCalledOnce());
    expect(state.isClosed).toBe(false);
    steps.answer(true);
    await vi.waitFor(() => expect(state.isClosed).toBe(true));
  });

  it('waits for no page that is gone', async () => {
    const { state, press, steps } = setUpPhoto();
    press();
    await settle();
    steps.forget();
    await vi.waitFor(() => expect(state.isClosed).toBe(true));
  });
});
