import type { LayerId } from '../../src-shared/model/ids';
import type { AppContext } from '../actions/context';
import { describeDraft, listDraft } from '../actions/drafts';
import type { AppState } from '../state/app-state';

/** Often enough that the list is right after a crash, seldom enough that nobody feels it. */
const intervalMs = 2000;

/** Describes the draft of the open photo for the list of drafts, some time after each change. */
export function keepDraftDescribed(studio: AppContext): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pictured: { readonly photoId: string; readonly layerId: LayerId | undefined } | undefined;
  const describe = async () => {
    timer = undefined;
    const description = describeDraft(studio);
    if (!description) return;
    const { photoId } = description;
    const known = pictured?.photoId === photoId ? pictured.layerId : undefined;
    pictured = { photoId, layerId: await listDraft(studio, description, known) };
  };
  studio.store.subscribe((state, before) => {
    const isSame =
      state.document === before.document &&
      state.saved === before.saved &&
      iterationOf(state) === iterationOf(before);
    if (isSame) return;
    timer ??= setTimeout(() => void describe(), intervalMs);
  });
}

const iterationOf = ({ run }: AppState) => run?.progress?.keptIterations;
