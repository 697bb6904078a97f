import { update, valueOf, type AppContext } from './context';

/** Deletes drafts for good; whoever calls this has asked. */
export async function deleteDrafts(
  context: AppContext,
  draftIds: readonly string[] | 'all',
): Promise<void> {
  const ids = draftIds === 'all' ? draftIds : [...draftIds];
  if ((await valueOf(context, context.api.deleteDrafts({ draftIds: ids }))) === undefined) return;
  const { start } = context.store.getState();
  const drafts =
    draftIds === 'all' ? [] : start.drafts.filter(({ draftId }) => !draftIds.includes(draftId));
  update(context, { start: { ...start, drafts } });
}
