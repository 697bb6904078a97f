import type { DraftSummary } from '../../src-shared/contract/studio-contract';
import { openDraft } from '../actions/open-photo';
import { showOriginal } from '../actions/view';
import { RecoveryDialog } from '../components/dialogs';
import { useStudio } from './app-context';
import { useDraftList } from './draft-list';

/** The others were closed on purpose: they come back with their photos, or the empty window offers them. */
const isFromCrash = (draft: DraftSummary) => draft.isFromCrash;

/** Drafts of a program that ended without closing them; closing keeps all. */
export function RecoveryArea({ onClose }: { readonly onClose: () => void }) {
  const studio = useStudio();
  const { question, ...list } = useDraftList(isFromCrash);
  if (question) return question;
  const open = async (draftId: string) => {
    onClose();
    await openDraft(studio, draftId);
  };
  return (
    <RecoveryDialog
      {...list}
      onRestore={(id) => void open(id)}
      onShowOriginal={(id) => void open(id).then(() => showOriginal(studio, 'kept'))}
      onClose={onClose}
    />
  );
}
