import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SaveReport } from '../../src-shared/model/save-report';
import { openPhoto, type OpenedPhoto } from '../../src-main/imaging/decode';
import { savePhoto, type SaveRequest } from '../../src-main/imaging/save';

/** A photo that was written to disk, opened, saved as a copy, and the copy opened again. */
export interface SavedCopy {
  readonly original: OpenedPhoto;
  readonly copy: OpenedPhoto;
  readonly report: SaveReport;
  readonly bytes: Buffer;
}

let counter = 0;

/** Writes bytes to a file of its own and opens them. */
export async function place(folder: string, bytes: Buffer): Promise<OpenedPhoto> {
  counter += 1;
  const target = path.join(folder, `original-${counter}`);
  writeFileSync(target, bytes);
  return openPhoto(target);
}

/** Takes a photo through a whole opening and saving; `change` may alter samples in between. */
export async function openAndSave(
  folder: string,
  bytes: Buffer,
  request: Partial<SaveRequest> = {},
  change: (original: OpenedPhoto) => void = () => undefined,
): Promise<SavedCopy> {
  const original = await place(folder, bytes);
  const targetPath = path.join(folder, `copy-${counter}`);
  change(original);
  const report = await savePhoto({
    samples: original.samples,
    source: original.source,
    targetPath,
    ...request,
  });
  return { original, copy: await openPhoto(targetPath), report, bytes: readFileSync(targetPath) };
}
