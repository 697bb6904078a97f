import { access, constants, copyFile, stat } from 'node:fs/promises';
import { checkEntry, inspectNetworkFile } from './inspect-network-file';
import { refusal } from './network-walk';

/**
 * Copies a network file away from whatever lies beside it, and looks through the copy: what is loaded later is what was
 * looked through, whoever writes to the original meanwhile.
 * @throws EngineError 'prior'; what the system says about `copy` as it is
 */
export async function copyNetworkFile(file: string, copy: string): Promise<void> {
  await copyFile(file, copy);
  await inspectNetworkFile(copy, { shownAs: file });
}

/** Whether it can be copied at all, asked before a folder is made for it. @throws EngineError 'prior' */
export async function expectNetworkFile(file: string): Promise<void> {
  const entry = await stat(file).catch((cause: unknown) => {
    throw refusal(file, 'could not be read; name a file that is there', cause);
  });
  checkEntry(entry, { shownAs: file });
  await access(file, constants.R_OK).catch((cause: unknown) => {
    throw refusal(file, 'may not be read; allow it or name another one', cause);
  });
}
