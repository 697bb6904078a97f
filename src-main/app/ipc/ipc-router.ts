import { ipcMain, type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import type { KnownFile, StudioHandlers } from '../../../src-shared/contract';
import { studioCallNames } from '../../../src-shared/contract/call-names';
import { channelOf, channels } from '../../../src-shared/contract/channels';
import type { FileTokens } from '../files/file-tokens';
import { appOrigin } from '../protocol/app-protocol';
import { runCall, type FailureWords } from './call-runner';
import { knowDroppedPaths } from './dropped-paths';
import { explainDefect } from './explain-defect';
import { isFromOwnPage } from './sender-check';

/**
 * Answers the window's calls, and nobody else's: the only place that listens to messages of a page.
 * @param onRefusal told when the page's policy has kept something from leaving
 */
export function routeCalls(
  window: () => BrowserWindow | undefined,
  handlers: StudioHandlers,
  { tokens, say }: { readonly tokens: FileTokens; readonly say: FailureWords['say'] },
  onRefusal: () => void,
): void {
  const isOurs = (event: IpcMainEvent | IpcMainInvokeEvent) =>
    isFromOwnPage(event, window()?.webContents, appOrigin);

  for (const name of studioCallNames) {
    ipcMain.handle(channelOf(name), async (event, input: unknown) => {
      if (!isOurs(event)) throw new Error('This page may not ask anything of Heirloom.');
      return runCall(handlers, name, input, { explain: explainDefect, say });
    });
  }
  ipcMain.handle(
    channels.droppedPaths,
    async (event, input: unknown): Promise<readonly KnownFile[]> => {
      return isOurs(event) ? knowDroppedPaths(tokens, input) : [];
    },
  );
  ipcMain.on(channels.refusal, (event) => {
    if (isOurs(event)) onRefusal();
  });
}
