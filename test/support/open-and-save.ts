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

/** Takes a photo through a whole opening and saving; `change` may alter samples in between. */
export async function openAndSave(
  folder: string,
  bytes: Buffer,
  request: Partial<SaveRequest> = {},
  change: (original: OpenedPhoto) => void = () => undefined,
): Promise<SavedCopy> {
  counter += 1;
  const sourcePath = path.join(folder, `original-${counter}`);
  const targetPath = path.join(folder, `copy-${counter}`);
  writeFileSync(sourcePath, bytes);
  const original = await openPhoto(sourcePath);
  change(original);
  const report = await savePhoto({
    samples: original.samples,
    source: original.source,
    targetPath,
    ...request,
  });
  return { original, copy: await openPhoto(targetPath), report, bytes: readFileSync(targetPath) };
}
