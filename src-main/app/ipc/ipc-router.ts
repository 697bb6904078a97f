import { ipcMain, type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import type { KnownFile, StudioHandlers } from '../../../src-shared/contract';
import { studioCallNames } from '../../../src-shared/contract/call-names';
import { channelOf, channels } from '../../../src-shared/contract/channels';
import { knowPaths } from '../files/classify-file';
import type { FileTokens } from '../files/file-tokens';
import { appOrigin } from '../protocol/app-protocol';
import { runCall, type FailureWords } from './call-runner';
import { explainDefect } from './explain-defect';
import { isFromOwnPage } from './sender-check';

const pathsSchema = z.array(z.string().min(1).max(32_768)).max(1000);

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
      const paths = pathsSchema.safeParse(input);
      return isOurs(event) && paths.success ? knowPaths(tokens, paths.data) : [];
    },
  );
  ipcMain.on(channels.refusal, (event) => {
    if (isOurs(event)) onRefusal();
  });
}
