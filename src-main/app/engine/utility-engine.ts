import { MessageChannelMain, utilityProcess, type WebContents } from 'electron';
import { channels } from '../../../src-shared/contract/channels';
import { createCloseSignal } from '../../engine-host/close-signal';
import { createListeners } from '../../engine-host/listeners';
import type { EngineProcess } from './engine-process';

/** The engine as a utility process of Electron's. */
export interface UtilityEngine extends EngineProcess {
  /** Connects the engine with a window, past main. */
  readonly connectPixels: (contents: WebContents) => void;
}

/** Starts an engine process from its bundle; what it writes to its standard error goes to ours. */
export function forkUtilityEngine(entryPath: string): UtilityEngine {
  const child = utilityProcess.fork(entryPath, [], {
    serviceName: 'Heirloom engine',
    stdio: ['ignore', 'ignore', 'inherit'],
    // Four threads are enough to read files; the prior has its own.
    env: { ...process.env, UV_THREADPOOL_SIZE: '4' },
  });
  const closing = createCloseSignal();
  const listeners = createListeners<unknown>();
  child.on('message', listeners.tell);
  child.on('exit', closing.signal);
  // A process that is still being started cannot be ended yet.
  let isUnwanted = false;
  child.on('spawn', () => {
    if (isUnwanted) child.kill();
  });
  const kill = () => {
    isUnwanted = true;
    child.kill();
  };
  return {
    port: {
      post(message) {
        if (!closing.isClosed) child.postMessage(message);
      },
      onMessage: listeners.add,
      onClose: closing.onClose,
      close: kill,
    },
    kill,
    connectPixels(contents) {
      const { port1, port2 } = new MessageChannelMain();
      child.postMessage({ kind: 'pixelPort' }, [port1]);
      contents.postMessage(channels.pixelPort, null, [port2]);
    },
  };
}
