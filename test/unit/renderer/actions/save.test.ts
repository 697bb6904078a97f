import { describe, expect, it } from 'vitest';
import type { AppContext } from '../../../../src-renderer/actions/context';
import {
  chooseFormat,
  chooseQuality,
  chooseSamples,
  chooseTarget,
  openSaveSheet,
  saveCopy,
} from '../../../../src-renderer/actions/save';
import type { AppState, RunView, VariantView } from '../../../../src-renderer/state/app-state';
import { createAppStore } from '../../../../src-renderer/state/app-store';
import type { StartState } from '../../../../src-shared/contract/studio-contract';
import type { PhotoFormat } from '../../../../src-shared/model/photo-inspection';
import type { PhotoDescription } from '../../../../src-shared/model/photo-description';
import { defaultPreferences } from '../../../../src-shared/model/preferences';
import type { DocumentState } from '../../../../src-renderer/document/photo-document';

const ok = <Value>(value: Value) => Promise.resolve({ ok: true as const, value });
const no = (message: string, code = 'save') =>
  Promise.resolve({ ok: false as const, error: { code, message } });
const photo = (photoId: string) => ({ photoId }) as PhotoDescription;

/** A window with a repaired photo and its sheet, beside a disk that takes what it is told to. */
async function makeSheet(shown: Partial<AppState> = {}) {
  const estimated: string[] = [];
  const measured: string[] = [];
  const written: string[] = [];
  const answers = {
    propose: () => ok({ target: 't', name: 'a_restored.tif', folderName: 'f', format: 'tiff' }),
    keep: (index: number): Promise<unknown> => ok({ layerId: `after ${index}` }),
    save: (): Promise<unknown> =>
      ok({ name: 'a_restored.tif', byteLength: 9, saved: 's', notes: [] }),
  };
  const store = createAppStore({ preferences: defaultPreferences } as StartState, false);
  store.setState({ photo: photo('a'), document: { layerId: 'result' } as DocumentState, ...shown });
  const context = {
    api: {
      proposeSave: () => answers.propose(),
      chooseSaveTarget: () => answers.propose(),
      keepIteration: ({ index }: { index: number }) => answers.keep(index),
      savePhoto: ({ layerId }: { layerId: string }) => {
        written.push(layerId);
        return answers.save();
      },
      estimateSave: ({ format, layerId }: { format: PhotoFormat; layerId: string }) => {
        estimated.push(format);
        measured.push(layerId);
        return ok({ byteLength: 9, encoding: `${format} ${estimated.length}` });
      },
    },
    store,
    translate: (key: string, { name }: { name: string }) => `${key} ${name}`,
  } as unknown as AppContext;
  await openSaveSheet(context);
  return { context, store, answers, estimated, measured, written };
}

describe('the sheet that saves a copy', () => {
  it('says itself why nothing was written, where it can be read and answered', async () => {
    const { context, store, answers } = await makeSheet();
    answers.save = () => no('The disk is full.');
    await saveCopy(context);
    const { save, dialog, error, announcement } = store.getState();
    expect(save).toMatchObject({ failure: 'The disk is full.', isSaving: false });
    expect([dialog, error, announcement]).toEqual(['save', undefined, 'The disk is full.']);
    await chooseTarget(context);
    expect(store.getState().save?.failure).toBeUndefined();
  });

  it('says what a choice lacks, and nothing where the person gave it up', async () => {
    const { context, store, answers } = await makeSheet();
    const { propose } = answers;
    answers.propose = () => no('No such format.') as never;
    await chooseFormat(context, 'jpeg');
    expect(store.getState().save).toMatchObject({ failure: 'No such format.', format: 'tiff' });
    answers.propose = () => no('', 'cancelled') as never;
    await chooseTarget(context);
    expect(store.getState().save?.failure).toBeUndefined();
    answers.propose = propose;
    await saveCopy(context);
    expect(store.getState()).toMatchObject({
      dialog: undefined,
      saved: { name: 'a_restored.tif' },
    });
  });

  it('takes another format out of the dialog with its own quality and size', async () => {
    const { context, store, answers, estimated } = await makeSheet();
    await chooseQuality(context, 40);
    answers.propose = () =>
      ok({ target: 'x', name: 'x.webp', folderName: 'f', format: 'webp' as const });
    await chooseTarget(context);
    expect(store.getState().save).toMatchObject({ name: 'x.webp', quality: undefined });
    expect(store.getState().save?.estimate?.encoding).toBe('webp 3');
    expect(estimated).toEqual(['tiff', 'tiff', 'webp']);
  });

  it('keeps quality and size where only the name is another', async () => {
    const { context, store, answers, estimated } = await makeSheet();
    await chooseQuality(context, 40);
    answers.propose = () =>
      ok({ target: 'x', name: 'x.tif', folderName: 'f', format: 'tiff' as const });
    await chooseTarget(context);
    expect(store.getState().save).toMatchObject({ name: 'x.tif', quality: 40 });
    expect(estimated).toEqual(['tiff', 'tiff']);
  });

  it.each(['format', 'target'])('keeps what came while a %s was chosen', async (choice) => {
    const { context, store, answers } = await makeSheet();
    const { propose } = answers;
    answers.propose = async () => {
      await chooseSamples(context, { bitDepth: 8 });
      return propose();
    };
    await (choice === 'format' ? chooseFormat(context, 'png') : chooseTarget(context));
    expect(store.getState().save).toMatchObject({ choices: { bitDepth: 8 } });
    answers.propose = () => {
      store.setState({ photo: photo('b'), save: undefined, dialog: undefined });
      return propose();
    };
    await (choice === 'format' ? chooseFormat(context, 'png') : chooseTarget(context));
    expect(store.getState().save).toBeUndefined();
  });

  it('does not tell the next photo that it was saved, and tells the person', async () => {
    for (const isWritten of [true, false]) {
      const { context, store, answers } = await makeSheet();
      const { save } = answers;
      answers.save = async () => {
        store.setState({ photo: photo('b'), save: undefined, dialog: undefined });
        return isWritten ? save() : no('The disk is full.');
      };
      await saveCopy(context);
      expect(store.getState().saved).toBeUndefined();
      expect(store.getState().save).toBeUndefined();
      expect(store.getState().error?.failure.message).toBe(
        isWritten ? 'save.savedMeanwhile a_restored.tif' : 'The disk is full.',
      );
    }
  });

  const run = (part: object) =>
    ({
      record: { runId: 'run', baseLayerId: 'base' },
      progress: { keptIterations: 14 },
      result: { layerId: 'result' },
      ...part,
    }) as unknown as RunView;
  const variants = [1, 2].map(
    (number) => ({ number, result: { layerId: `variant ${number}` } }) as unknown as VariantView,
  );

  it.each<readonly [string, Partial<AppState>, string, string | undefined]>([
    ['the repaired photo', {}, 'result', undefined],
    ['the repaired photo where a run can be looked through', { run: run({}) }, 'result', undefined],
    ['an iteration', { run: run({ shownIndex: 8 }) }, 'after 8', 'iteration 8'],
    ['what lay under the repair', { run: run({ shownIndex: 0 }) }, 'base', 'iteration 0'],
    [
      'the newest iteration of a run',
      { run: run({ result: undefined }) },
      'after 14',
      'iteration 14',
    ],
    ['a variant', { run: run({}), variants, shownVariant: 2 }, 'variant 2', 'variant 2'],
  ])('writes the picture that is on the screen: %s', async (_, shown, layerId, name) => {
    const { context, store, measured, written } = await makeSheet(shown);
    const { picture } = store.getState().save!;
    expect(picture.name && `${picture.name.kind} ${picture.name.number}`).toBe(name);
    // It is the picture behind the sheet, whatever comes while the sheet is open.
    store.setState({ shownVariant: undefined, document: { layerId: 'later' } as DocumentState });
    await saveCopy(context);
    expect([measured, written]).toEqual([[layerId], [layerId]]);
    expect(store.getState().saved).toMatchObject({ layerId });
  });

  it('does not open for an iteration that cannot be kept, and says why', async () => {
    const { context, store, answers } = await makeSheet({ run: run({ shownIndex: 8 }) });
    store.setState({ save: undefined, dialog: undefined });
    answers.keep = () => no('The repair is not known.');
    await openSaveSheet(context);
    const { save, dialog, error } = store.getState();
    expect([save, dialog]).toEqual([undefined, undefined]);
    expect(error?.failure.message).toBe('The repair is not known.');
  });
});
