import { access } from 'node:fs/promises';
import path from 'node:path';
import type { OpenedPhoto } from '../../../src-shared/contract';
import { AppFailureError } from '../../engine-host/app-failure-error';
import { untilReadable } from '../files/until-readable';
import type { Turns } from '../photos/turns';
import type { Studio } from '../studio';
import type { DraftSource } from './draft-store';
import { pastedName, unpackProject, type ProjectManifest } from './project-file';

type Desk = Pick<Studio, 'drafts' | 'photos'>;

/**
 * Opens a project file: its work becomes a new draft of the original, which is where it was or beside the project. As long as
 * nothing is done in it, it is not kept: the file has it, and what was done since on the same photo is not to lie behind it.
 * @param inTurn lets photos be opened one after the other; the original is found before its turn, wherever it lies
 * @throws AppFailureError 'draft' where the project cannot be read or the original is nowhere to be found.
 */
export async function openProject(
  { drafts, photos }: Desk,
  file: string,
  acceptBroken: boolean,
  inTurn: Turns,
): Promise<OpenedPhoto> {
  const draft = await drafts.create(async (folder) => {
    const manifest = await unpackProject(file, folder);
    const sourcePath = await findOriginal(manifest, file, folder);
    if (sourcePath === undefined) {
      throw new AppFailureError('draft', 'failure.projectOriginalGone');
    }
    return sourceOf(manifest, sourcePath);
  });
  try {
    const { sourcePath } = draft.meta;
    await untilReadable(sourcePath);
    return await inTurn(() => photos.open({ path: sourcePath, acceptBroken, draft }));
  } catch (error) {
    await drafts.delete(draft.draftId);
    throw error;
  }
}

function sourceOf(manifest: ProjectManifest, sourcePath: string): DraftSource {
  const { name, origin, sourceSha256, pictureSha256, summary } = manifest;
  return {
    name,
    // A project is somebody's work, also where it was begun on the sample.
    origin: origin === 'pasted' ? 'pasted' : 'file',
    sourcePath,
    summary,
    isUntouchedProject: true,
    ...(sourceSha256 !== undefined && { sourceSha256 }),
    ...(pictureSha256 !== undefined && { pictureSha256 }),
  };
}

async function findOriginal(
  { origin, name, sourcePath }: ProjectManifest,
  projectFile: string,
  draftFolder: string,
): Promise<string | undefined> {
  if (origin === 'pasted') return path.join(draftFolder, pastedName);
  const besides = path.join(path.dirname(projectFile), name);
  for (const candidate of [sourcePath, besides]) {
    const isThere = await access(candidate).then(
      () => true,
      () => false,
    );
    if (isThere) return candidate;
  }
  return undefined;
}
