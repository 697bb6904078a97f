import { photosInReview } from '../state/batch-state';
import { answerReview, stopBatchAfterThis } from './batch';
import { update, type AppContext } from './context';

/** Saves every photo that waits to be looked at and closes the window; where one cannot be saved it stays, and says why. */
export async function saveBatchAndClose(context: AppContext): Promise<void> {
  const batch = () => context.store.getState().batch;
  stopBatchAfterThis(context);
  update(context, { isBatchShown: true });
  for (let [next] = photosInReview(batch()); next; [next] = photosInReview(batch())) {
    if (!(await answerReview(context, next.id, 'save'))) return;
  }
  await context.api.closeWindow({});
}
