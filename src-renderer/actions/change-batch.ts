import type { Batch, BatchPhoto } from '../state/batch-state';
import { update, type AppContext } from './context';

/** The window's batch as it stands. */
export const batchOf = ({ store }: AppContext): Batch => store.getState().batch;

/** Changes the batch. */
export function changeBatch(context: AppContext, part: Partial<Batch>): void {
  update(context, { batch: { ...batchOf(context), ...part } });
}

/** Changes one photo of the batch. */
export function changeBatchPhoto(context: AppContext, id: string, part: Partial<BatchPhoto>): void {
  const photos = batchOf(context).photos.map((photo) =>
    photo.id === id ? { ...photo, ...part } : photo,
  );
  changeBatch(context, { photos });
}

/** Waits until the batch is as it should be. */
export async function until(
  context: AppContext,
  holds: (context: AppContext) => boolean,
): Promise<void> {
  if (holds(context)) return;
  await new Promise<void>((resolve) => {
    const stop = context.store.subscribe(() => {
      if (!holds(context)) return;
      stop();
      resolve();
    });
  });
}
