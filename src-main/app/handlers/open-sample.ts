import path from 'node:path';
import type { OpenedPhoto } from '../../../src-shared/contract';
import { sampleMaskToken } from '../../../src-shared/model/ids';
import type { Studio } from '../studio';

const sampleName = 'nagasaki-boats-damaged.png';
const sampleMaskName = 'nagasaki-boats-mask.png';

/** Opens the photo that comes with the program; it leaves no draft and is never listed, and its mask can be imported. */
export async function openSample({ facts, tokens, photos, drafts }: Studio): Promise<OpenedPhoto> {
  const samplePath = path.join(facts.samplesFolder, sampleName);
  const maskPath = path.join(facts.samplesFolder, sampleMaskName);
  tokens.reserve(sampleMaskToken, { path: maskPath, kind: 'mask', mayReplace: false });
  const known = photos.list().find(({ origin }) => origin === 'sample');
  const source = { name: sampleName, origin: 'sample', sourcePath: samplePath } as const;
  const draft =
    (known && (await drafts.find(known.draftId))) ?? (await drafts.create(() => source));
  return photos.open({ path: samplePath, acceptBroken: false, draft });
}
