import type { DraftSummary } from '../../src-shared/contract/studio-contract';
import type { DraftRow } from '../components/states';
import { usePictureUrls } from './picture-urls';

/** Drafts as the list shows them. */
export function useDraftRows(drafts: readonly DraftSummary[]): readonly DraftRow[] {
  const pictures = usePictureUrls(drafts.map(({ thumbnail }) => thumbnail));
  return drafts.map(({ draftId, name, savedAt, summary }, index) => ({
    id: draftId,
    name,
    savedAt: new Date(savedAt),
    summary,
    thumbnail: pictures[index],
  }));
}
