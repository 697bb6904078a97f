import { contextBridge, ipcRenderer } from 'electron';
import type { KnownFile, StudioApi, StudioEvents } from '../../src-shared/contract';
import { studioCallNames } from '../../src-shared/contract/call-names';
import { channelOf, channels } from '../../src-shared/contract/channels';
import { pathOfFile } from './file-path';
import { page } from './page';

type Listener = (event: never) => void;

const listeners = new Map<string, Set<Listener>>();

/** Asks main; the window gets the answer alone, never Electron's own objects. */
const call = (name: string) => (input: unknown) => ipcRenderer.invoke(channelOf(name), input);
const calls = Object.fromEntries(studioCallNames.map((name) => [name, call(name)]));

function on(name: keyof StudioEvents, listener: Listener): () => void {
  const known = listeners.get(name) ?? new Set();
  listeners.set(name, known);
  known.add(listener);
  return () => known.delete(listener);
}

/** Paths are asked of the system here and go to main; the page never sees them. */
async function registerDroppedFiles(files: readonly unknown[]): Promise<readonly KnownFile[]> {
  const paths = files.map(pathOfFile).filter((path) => path !== '');
  return ipcRenderer.invoke(channels.droppedPaths, paths) as Promise<readonly KnownFile[]>;
}

ipcRenderer.on(channels.event, (_event, name: string, event: unknown) => {
  for (const listener of [...(listeners.get(name) ?? [])]) listener(event as never);
});
// A port cannot pass the bridge between the worlds; a message of the window to itself can carry it.
ipcRenderer.on(channels.pixelPort, ({ ports }) => page.postMessage('pixel-port', '*', ports));
page.addEventListener('securitypolicyviolation', () => ipcRenderer.send(channels.refusal));

const api = { ...calls, on, registerDroppedFiles } as unknown as StudioApi;
contextBridge.exposeInMainWorld('studio', api);
