import type { DraftMeta } from '../drafts/draft-meta';
import type { Draft, DraftStore } from '../drafts/draft-store';
import type { PhotoEntry } from './open-photos';

type Drafts = Pick<DraftStore, 'find' | 'change' | 'delete' | 'isWorthKeeping'>;
type Settled = Pick<PhotoEntry, 'draftId' | 'formerDraftId' | 'origin'>;

/** What becomes of the draft of a photo that was closed: it stays where it is wanted and may hold work; else it is deleted. */
export async function settleDraft(
  drafts: Drafts,
  { draftId, formerDraftId, origin }: Settled,
  isWanted: boolean,
): Promise<void> {
  // Closing a picture that is nowhere else costs nothing either.
  const mayStay = isWanted || origin === 'pasted';
  if (mayStay && (await mayHoldWork(drafts, draftId))) {
    await noteInDraft(drafts, draftId, { isOpen: false });
  } else await discard(drafts, draftId);
  const former =
    formerDraftId === undefined ? undefined : await findReadable(drafts, formerDraftId);
  if (former?.meta.isUntouchedProject) await discard(drafts, former.draftId);
}

/**
 * What a full disk does not take of this costs nobody the photo: no work is in it, and the first step says that it is full. At
 * the next start the draft is offered, at worst as if after a crash.
 */
export async function noteInDraft(
  drafts: Pick<Drafts, 'change'>,
  draftId: string,
  changes: Partial<DraftMeta>,
): Promise<void> {
  await drafts.change(draftId, changes).catch(() => undefined);
}

/** True also where that cannot be told at the moment. */
async function mayHoldWork(drafts: Drafts, draftId: string): Promise<boolean> {
  try {
    const draft = await drafts.find(draftId);
    return !draft || (await drafts.isWorthKeeping(draft));
  } catch {
    return true;
  }
}

async function findReadable(drafts: Drafts, draftId: string): Promise<Draft | undefined> {
  return drafts.find(draftId).catch(() => undefined);
}

/** What cannot be deleted now holds nothing, and is deleted at the next start. */
async function discard(drafts: Drafts, draftId: string): Promise<void> {
  await drafts.delete(draftId).catch(() => undefined);
}
