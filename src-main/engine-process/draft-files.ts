import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { RunId } from '../../src-shared/model/ids';
import { atomicWriteFile } from '../imaging/files/atomic-write';
import { namesInFolder } from '../files/names-in-folder';
import { systemCode } from '../files/system-code';
import type { RunPart, RunStore } from '../session/runs/run-services';

/** A file of the draft; undefined where there is none. */
export async function readDraftFile(file: string): Promise<Uint8Array | undefined> {
  try {
    const { buffer, byteOffset, byteLength } = await readFile(file);
    // Parts of a Buffer would share its memory where those of other arrays are copies.
    return new Uint8Array(buffer, byteOffset, byteLength);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Replaces a file of the draft as a whole, its folder made where it is missing. @throws PhotoError */
export async function writeDraftFile(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await atomicWriteFile(file, [bytes], { overwrite: true });
}

/** The runs of a photo in its draft: runs/<id>/run.json, mask and checkpoint. Ids are safe names. */
export function createRunStore(
  draftFolder: string,
): RunStore & { readonly list: () => Promise<readonly string[]> } {
  const root = path.join(draftFolder, 'runs');
  const fileOf = (runId: RunId, part: RunPart) => path.join(root, runId, part);
  return {
    write: (runId, part, bytes) => writeDraftFile(fileOf(runId, part), bytes),
    read: (runId, part) => readDraftFile(fileOf(runId, part)),
    remove: (runId) => rm(path.join(root, runId), { recursive: true, force: true }),
    list: () => namesInFolder(root),
  };
}
