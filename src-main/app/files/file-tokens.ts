import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { KnownFile } from '../../../src-shared/contract';
import type { FileToken } from '../../../src-shared/model/ids';
import { AppFailureError } from '../../engine-host/app-failure-error';

/** What a token stands for. */
export interface TokenFile {
  readonly path: string;
  readonly kind: KnownFile['kind'];
  /** True where the person has agreed to replace what is there: in the system's save dialog. */
  readonly mayReplace: boolean;
}

/** The window names files by tokens; the paths stay here. */
export interface FileTokens {
  /** The same file has the same token. */
  readonly tokenFor: (file: TokenFile) => FileToken;
  readonly know: (path: string, kind: KnownFile['kind']) => KnownFile;
  /** @throws AppFailureError 'refused' for a token that was never given out. */
  readonly find: (token: FileToken) => TokenFile;
  /** Gives a file a token of the caller's choice. */
  readonly reserve: (token: FileToken, file: TokenFile) => void;
}

/** An empty table of tokens. */
export function createFileTokens(): FileTokens {
  const files = new Map<FileToken, TokenFile>();
  const tokens = new Map<string, FileToken>();

  function tokenFor(file: TokenFile): FileToken {
    const key = JSON.stringify([file.kind, file.mayReplace, file.path]);
    const known = tokens.get(key);
    if (known !== undefined) return known;
    const token = `file-${randomBytes(12).toString('hex')}` as FileToken;
    files.set(token, file);
    tokens.set(key, token);
    return token;
  }

  return {
    tokenFor,
    know(filePath, kind) {
      const fileToken = tokenFor({ path: filePath, kind, mayReplace: false });
      return { fileToken, name: path.basename(filePath), kind };
    },
    find(token) {
      const file = files.get(token);
      if (file) return file;
      throw new AppFailureError('refused', 'failure.fileUnknown');
    },
    reserve: (token, file) => files.set(token, file),
  };
}
