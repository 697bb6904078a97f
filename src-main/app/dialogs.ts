import {
  dialog,
  type BrowserWindow,
  type FileFilter,
  type MessageBoxOptions,
  type OpenDialogOptions,
} from 'electron';
import { photoExtensions, projectExtension } from './files/classify-file';
import type { CloseQuestion } from './window/close-questions';

/** What the person can be asked to choose. */
export type ChoiceKind = 'photos' | 'folder' | 'project' | 'mask';
export type TargetKind = 'photo' | 'mask' | 'project';

/** The system's dialogs; an empty list, or undefined, when one was closed without a choice. */
export interface Dialogs {
  readonly chooseFiles: (kind: ChoiceKind) => Promise<readonly string[]>;
  readonly chooseTarget: (kind: TargetKind, proposal: string) => Promise<string | undefined>;
  /** Asks in the system's message box, which the signal closes. */
  readonly ask: <Answer extends string>(
    question: CloseQuestion<Answer>,
    signal?: AbortSignal,
  ) => Promise<Answer>;
}

/** Dialogs that belong to the window. */
export function createDialogs(window: () => BrowserWindow | undefined): Dialogs {
  return {
    async chooseFiles(kind) {
      const options = openOptions(kind);
      const owner = window();
      const { filePaths, canceled } = await (owner
        ? dialog.showOpenDialog(owner, options)
        : dialog.showOpenDialog(options));
      return canceled ? [] : filePaths;
    },
    async chooseTarget(kind, proposal) {
      const png = { name: 'PNG', extensions: ['png'] };
      const filters = [kind === 'mask' ? png : filterFor(kind)];
      const options = { defaultPath: proposal, filters };
      const owner = window();
      const { filePath, canceled } = await (owner
        ? dialog.showSaveDialog(owner, options)
        : dialog.showSaveDialog(options));
      return canceled || !filePath ? undefined : filePath;
    },
    async ask({ message, detail, answers }, signal) {
      const options: MessageBoxOptions = {
        type: 'question',
        message,
        detail,
        buttons: answers.map(({ label }) => label),
        defaultId: 0,
        cancelId: 0,
        noLink: true,
        ...(signal && { signal }),
      };
      const owner = window();
      const { response } = await (owner
        ? dialog.showMessageBox(owner, options)
        : dialog.showMessageBox(options));
      return (answers[response] ?? answers[0]).answer;
    },
  };
}

function openOptions(kind: ChoiceKind): OpenDialogOptions {
  if (kind === 'folder') return { properties: ['openDirectory'] };
  const filters = [filterFor(kind)];
  // A photo may lie under any name; a project may not.
  if (kind === 'photos') filters.push({ name: '*', extensions: ['*'] });
  return {
    properties: kind === 'photos' ? ['openFile', 'multiSelections'] : ['openFile'],
    filters,
  };
}

/** Named in a way that every language understands. */
function filterFor(kind: ChoiceKind | 'photo'): FileFilter {
  if (kind === 'project') return { name: 'Heirloom', extensions: [projectExtension] };
  return { name: 'JPEG, PNG, TIFF, WebP, AVIF', extensions: [...photoExtensions] };
}
