import type { OpenedPhoto } from '../../src-shared/contract/studio-contract';
import { documentPart } from '../../src-shared/model/draft-part';
import { readDraft } from '../document/draft-format';
import type { PartNumbers } from '../document/draft-part-names';
import { PhotoDocument } from '../document/photo-document';
import { takeOverMarks } from '../document/take-over-marks';
import { valueOf, type AppContext } from './context';

/** What a photo is shown with. */
export interface TakenUp {
  readonly document: PhotoDocument;
  /** The parts of what the document holds; undefined where nothing of it is on the disk. */
  readonly stored?: PartNumbers;
  /** Damage is known already. */
  readonly isMarked: boolean;
  /** Why it is not what the draft holds. */
  readonly problem?: 'error.originalChanged' | 'error.originalReshaped' | 'error.draftUnreadable';
}

/**
 * The work on an opened photo. A draft that does not fit or cannot be read is never written over: it stays, and the photo has
 * another one from now on.
 * @returns undefined where the photo could not be given another draft, which was said
 */
export async function takeUpDraft(
  context: AppContext,
  opened: OpenedPhoto,
): Promise<TakenUp | undefined> {
  const { photo, draft, isChangedSinceDraft } = opened;
  const document = new PhotoDocument(photo);
  // Cut off before its first step was whole, it holds nothing that could be shown.
  if (!draft.has(documentPart)) return { document, isMarked: false };
  if (isChangedSinceDraft) return takeUpFormer(opened, document);
  const stored = await readDraft(draft, document);
  if (stored) return { document, stored, isMarked: true };
  const { photoId } = photo;
  const anew = await valueOf(context, context.api.setDraftAside({ photoId }), ['openPhoto']);
  if (!anew) return undefined;
  const empty = new PhotoDocument(anew.photo);
  return { document: empty, isMarked: false, problem: 'error.draftUnreadable' };
}

/** Marks fit another state of the photo as long as it has the same size; results never do. */
async function takeUpFormer(
  { draft }: OpenedPhoto,
  document: PhotoDocument,
): Promise<TakenUp | undefined> {
  const former = new PhotoDocument(document.photo);
  if (!(await readDraft(draft, former))) {
    return { document, isMarked: false, problem: 'error.originalReshaped' };
  }
  takeOverMarks(former, document);
  return { document, isMarked: true, problem: 'error.originalChanged' };
}
