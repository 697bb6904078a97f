import { Worker } from 'node:worker_threads';
import { LIMITS_VARIABLE, REASON_DESCRIPTOR, type ApartLimits } from './apart-limits';

const POLL_MS = 50;
const BEAT_MS = 1000;

/**
 * A call of a network blocks its thread and takes memory that no option of Node's bounds, so another thread looks on. It
 * counts its own looks, not the clock, which goes on while a computer sleeps. As text it needs no file of its own.
 */
const watcher = `
const { parentPort, workerData } = require('node:worker_threads');
const { memoryBytes, silenceMs, pollMs, descriptor, parentId } = workerData;
let silentLooks = 0;
parentPort.on('message', () => (silentLooks = 0));
function end(reason) {
  try {
    require('node:fs').writeSync(descriptor, reason);
  } finally {
    process.kill(process.pid, 'SIGKILL');
  }
}
setInterval(() => {
  silentLooks += 1;
  if (process.memoryUsage.rss() > memoryBytes) end('memory');
  if (silentLooks * pollMs > silenceMs) end('silence');
  if (process.ppid !== parentId) end('');
}, pollMs);
`;

/** The limits of this process, where it is one of its own. */
export function limitsOfSelf(): ApartLimits | undefined {
  const text = process.env[LIMITS_VARIABLE];
  return text === undefined ? undefined : (JSON.parse(text) as ApartLimits);
}

/**
 * Ends this process where it takes too much memory, is at one piece of work for too long, or where the one that started it is
 * gone; the reason is written for that one. Does not keep the process from its end.
 */
export function watchSelf({ memoryBytes, silenceMs }: ApartLimits): void {
  const worker = new Worker(watcher, {
    eval: true,
    workerData: {
      memoryBytes,
      silenceMs,
      pollMs: POLL_MS,
      descriptor: REASON_DESCRIPTOR,
      parentId: process.ppid,
    },
  });
  worker.unref();
  setInterval(() => worker.postMessage('alive'), BEAT_MS).unref();
}
