import { update, valueOf, type AppContext } from './context';
import { takeImportedMask } from './edit-mask';
import { effectiveMask } from './effective-mask';
import { giveMask } from './give-mask';
import { openFile } from './open-photo';
import type { MaskId } from '../../src-shared/model/ids';

/** Adds what is white in a picture of the photo's size to what is painted. */
export async function importMask(context: AppContext): Promise<void> {
  const { workspace } = context;
  if (!workspace) return;
  const { photoId } = workspace.document.photo;
  const files = await valueOf(context, context.api.chooseFiles({ kind: 'mask' }));
  const file = files?.[0];
  if (!file) return;
  const answer = await valueOf(
    context,
    context.api.importMask({ photoId, fileToken: file.fileToken }),
  );
  if (answer) await takeImportedMask(context, answer.maskId as MaskId);
}

/** Writes what would be repaired as a PNG of the photo's size, white on black. */
export async function exportMask(context: AppContext): Promise<void> {
  const { workspace } = context;
  if (!workspace) return;
  const { photoId } = workspace.document.photo;
  const target = await chooseTarget(context, 'mask');
  if (!target) return;
  const { tiles } = effectiveMask(workspace.document);
  const maskId = await giveMask(context, photoId, tiles);
  if (maskId === undefined) return;
  await valueOf(context, context.api.exportMask({ photoId, maskId, target }));
}

/** Writes the work on this photo, without the photo itself, as one file. */
export async function saveProject(context: AppContext): Promise<void> {
  const { workspace } = context;
  if (!workspace) return;
  const { photoId } = workspace.document.photo;
  const target = await chooseTarget(context, 'project');
  if (!target) return;
  // A project without the last steps would not be this work; why they are not written was said.
  if (!(await workspace.keeper.flush())) return;
  await valueOf(context, context.api.saveProject({ photoId, target }));
}

/** Opens a project file. */
export async function openProject(context: AppContext): Promise<void> {
  const files = await valueOf(context, context.api.chooseFiles({ kind: 'project' }));
  if (files?.[0]) await openFile(context, files[0]);
}

/** Shows the copy that was saved last in the system's file manager. */
export async function showSaved(context: AppContext): Promise<void> {
  const { saved } = context.store.getState();
  if (saved) await valueOf(context, context.api.showInFolder({ fileToken: saved.saved }));
}

/** Closes the bar with the error. */
export function closeError(context: AppContext): void {
  update(context, { error: undefined });
}

async function chooseTarget(context: AppContext, kind: 'mask' | 'project') {
  const photoId = context.workspace!.document.photo.photoId;
  const proposal = await valueOf(context, context.api.proposeSave({ photoId }));
  if (!proposal) return undefined;
  const request = { photoId, proposal: proposal.target, kind };
  const chosen = await valueOf(context, context.api.chooseSaveTarget(request));
  return chosen?.target;
}
