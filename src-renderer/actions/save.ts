import type { AppResult } from '../../src-shared/contract/result';
import type { SaveProposal } from '../../src-shared/contract/studio-contract';
import type { PhotoId } from '../../src-shared/model/ids';
import type { PhotoFormat } from '../../src-shared/model/photo-inspection';
import type { SampleChoices } from '../../src-shared/model/save-choices';
import type { SaveView } from '../state/app-state';
import { pictureToSave } from './picture-to-save';
import { showFailure, showNote, update, valueOf, type AppContext } from './context';

/**
 * Opens the sheet for the picture that is on the screen, with what is like the original: a free name beside it, its format,
 * its quality.
 */
export async function openSaveSheet(context: AppContext): Promise<void> {
  const { photo } = context.store.getState();
  if (!photo) return;
  const { photoId } = photo;
  const picture = await pictureToSave(context);
  const proposal = picture && (await valueOf(context, context.api.proposeSave({ photoId })));
  if (!proposal) return;
  // Another photo may have come meanwhile.
  if (context.store.getState().photo?.photoId !== photoId) return;
  const likeOriginal = { quality: undefined, choices: {}, estimate: undefined };
  const unsaved = { isSaving: false, failure: undefined };
  setSave(context, { ...proposal, ...likeOriginal, picture, ...unsaved });
  update(context, { dialog: 'save' });
  await estimate(context);
}

/** Another format: name and estimate follow it. */
export async function chooseFormat(context: AppContext, format: PhotoFormat): Promise<void> {
  const { photo, save } = context.store.getState();
  if (!photo || !save) return;
  const { photoId } = photo;
  const proposal = await valueInSheet(context, context.api.proposeSave({ photoId, format }));
  if (proposal) await takeProposal(context, photoId, proposal);
}

/** Another quality, 1..100; undefined = as the original. */
export async function chooseQuality(
  context: AppContext,
  quality: number | undefined,
): Promise<void> {
  const { save } = context.store.getState();
  if (!save) return;
  setSave(context, { ...save, quality, estimate: undefined });
  await estimate(context);
}

/** Other bits a sample or other colours than the original's. */
export async function chooseSamples(context: AppContext, choices: SampleChoices): Promise<void> {
  const { save } = context.store.getState();
  if (!save) return;
  setSave(context, { ...save, choices, estimate: undefined });
  await estimate(context);
}

/** Another place or name, by the system's own dialog. */
export async function chooseTarget(context: AppContext): Promise<void> {
  const { photo, save } = context.store.getState();
  if (!photo || !save) return;
  const { photoId } = photo;
  const request = { photoId, proposal: save.target, kind: 'photo' } as const;
  const proposal = await valueInSheet(context, context.api.chooseSaveTarget(request));
  if (proposal) await takeProposal(context, photoId, proposal);
}

/** Takes name, place and format into the sheet as it is by now; quality and estimate are those of a format. */
async function takeProposal(
  context: AppContext,
  photoId: PhotoId,
  proposal: SaveProposal,
): Promise<void> {
  const { photo, save } = context.store.getState();
  if (!save || photo?.photoId !== photoId) return;
  const isSameFormat = proposal.format === save.format;
  const likeOriginal = isSameFormat ? {} : { quality: undefined, estimate: undefined };
  setSave(context, { ...save, ...proposal, ...likeOriginal, failure: undefined });
  if (!isSameFormat) await estimate(context);
}

/** Writes the copy; the original is untouched whatever happens. */
export async function saveCopy(context: AppContext): Promise<void> {
  const { photo, save } = context.store.getState();
  if (!photo || !save || save.isSaving) return;
  setSave(context, { ...save, isSaving: true, failure: undefined });
  const { photoId } = photo;
  const { target, format, quality, choices } = save;
  const { layerId } = save.picture;
  const request = { photoId, layerId, target, format, ...choices };
  const answer = context.api.savePhoto({ ...request, ...(quality !== undefined && { quality }) });
  const report = await valueInSheet(context, answer);
  if (!report) return;
  const { name, byteLength, saved, notes } = report;
  if (context.store.getState().photo?.photoId !== photoId) {
    // The photo on the screen is another one by now, with nothing of it saved.
    showNote(context, context.translate('save.savedMeanwhile', { name }));
    return;
  }
  update(context, {
    saved: { name, byteLength, saved, layerId, notes },
    dialog: undefined,
    save: undefined,
  });
}

/** The value of an answer; a failure is said in the sheet, or above the picture where the sheet is closed. */
async function valueInSheet<Value>(
  context: AppContext,
  answer: Promise<AppResult<Value>>,
): Promise<Value | undefined> {
  const { photo } = context.store.getState();
  const result = await answer;
  if (result.ok) return result.value;
  const { save, dialog, photo: now } = context.store.getState();
  if (!save || dialog !== 'save' || now !== photo) {
    showFailure(context, result.error);
    return undefined;
  }
  const { code, message } = result.error;
  const isGivenUp = code === 'cancelled';
  setSave(context, { ...save, isSaving: false, failure: isGivenUp ? undefined : message });
  if (!isGivenUp) update(context, { announcement: message });
  return undefined;
}

function setSave(context: AppContext, save: SaveView): void {
  update(context, { save });
}

async function estimate(context: AppContext): Promise<void> {
  const { photo, save } = context.store.getState();
  if (!photo || !save) return;
  const { format, quality, choices, picture } = save;
  const result = await context.api.estimateSave({
    photoId: photo.photoId,
    layerId: picture.layerId,
    format,
    writesProvenance: context.store.getState().preferences.writesProvenance,
    ...(quality !== undefined && { quality }),
    ...choices,
  });
  const now = context.store.getState().save;
  // The sheet may say something else by now; an estimate that fails is simply not shown.
  if (result.ok && now?.format === format && now.quality === quality && now.choices === choices) {
    setSave(context, { ...now, estimate: result.value });
  }
}
