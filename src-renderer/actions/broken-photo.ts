import type { KnownFile } from '../../src-shared/contract/studio-contract';
import { showFailure, update, type AppContext } from './context';

/** Where the bar says that a file is broken, it offers to open what can be read of it. */
export function offerBrokenPart(context: AppContext, brokenFile: KnownFile): void {
  const { error } = context.store.getState();
  if (error?.failure.code !== 'photo-broken') return;
  update(context, { error: { ...error, actions: ['openBroken', 'openPhoto'], brokenFile } });
}

/** Where even a part of a file cannot be opened, the bar does not advise to open one. */
export function sayNothingReadable(context: AppContext): void {
  const { error } = context.store.getState();
  if (error?.failure.code !== 'photo-broken') return;
  const message = context.translate('failure.photo.nothingReadable');
  showFailure(context, { ...error.failure, message }, ['openPhoto']);
}
