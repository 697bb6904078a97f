import type { AppErrorCode } from '../../../src-shared/contract';
import type { MessageKey } from '../../../src-shared/messages';
import { AppFailureError } from '../../engine-host/app-failure-error';
import { systemCode } from '../../files/system-code';

type WriteFailure = readonly [AppErrorCode, MessageKey];

const exists: WriteFailure = ['save', 'failure.save.exists'];
const diskFull: WriteFailure = ['disk-full', 'failure.save.diskFull'];
const folderMissing: WriteFailure = ['save', 'failure.save.folderMissing'];
const readOnly: WriteFailure = ['not-writable', 'failure.save.readOnly'];
const nameTooLong: WriteFailure = ['save', 'failure.save.nameTooLong'];
const failed: WriteFailure = ['save', 'failure.save.failed'];

const failures: Readonly<Record<string, WriteFailure>> = {
  EEXIST: exists,
  ENOSPC: diskFull,
  EDQUOT: diskFull,
  EFBIG: diskFull,
  ENOENT: folderMissing,
  ENOTDIR: folderMissing,
  EACCES: readOnly,
  EPERM: readOnly,
  EROFS: readOnly,
  ENAMETOOLONG: nameTooLong,
};

/** Puts the system's reason for which a person's file was not written into words. */
export function explainWriteFailure(error: unknown): AppFailureError {
  const [code, key] = failures[systemCode(error)] ?? failed;
  return new AppFailureError(code, key, { cause: error });
}
