import type { MessageKey } from '../../../src-shared/messages';
import { AppFailureError } from '../../engine-host/app-failure-error';
import { systemCode } from '../../files/system-code';

/** Most likely what is wrong when the application's own folder cannot be written to; anything else is given as it is. */
export function explainFullDisk(error: unknown, key: MessageKey): unknown {
  const code = systemCode(error);
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return new AppFailureError('disk-full', key, { cause: error });
}
