import { update, valueOf, type AppContext } from './context';

/** Asks again what was opened before and what lies in drafts: both are others as soon as a photo is closed or a draft deleted. */
export async function refreshKeptWork(context: AppContext): Promise<void> {
  const kept = await valueOf(context, context.api.getKeptWork({}));
  if (kept) update(context, { start: { ...context.store.getState().start, ...kept } });
}
