import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { serveEngine } from '../engine-host/server';
import { createEngine } from './engine';
import { explainError } from './explain-error';
import { connectParent } from './parent-port';

/** The bundle lies in dist/app of the package. */
const packageFile = path.resolve(__dirname, '../../package.json');
const heartbeatMs = 1000;
/** Steps of priority that a repair, which may take every processor, stands back behind the window. */
const stepsBack = 10;
const lowestPriority = 19;

function readVersion(): string {
  return (JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }).version;
}

/** Lets the window, and whatever else the person works with, come first. Threads that are started later follow. */
function standBack(): void {
  try {
    os.setPriority(Math.min(lowestPriority, os.getPriority() + stepsBack));
  } catch {
    // Where the system does not allow it, the engine works at the priority that it has.
  }
}

/** Serves the process that started this one, until that one is gone. */
function serveParent(): void {
  const clock = () => performance.now();
  const parent = connectParent();
  const report = (text: string) => process.stderr.write(`engine: ${text}\n`);
  const engine = createEngine({
    version: readVersion(),
    clock,
    emit: (name, event) => server.emit(name, event),
    report,
  });
  const { handlers } = engine;
  const server = serveEngine({ port: parent.port, handlers, explainError });
  parent.onPixelPort((port) => engine.pixels.connect(port));
  // A photo that nobody can reach any more must not keep a process and its memory alive.
  parent.port.onClose(() => process.exit(0));
  setInterval(() => server.emit('heartbeat', { atMs: clock() }), heartbeatMs);
  // What went wrong where nobody waits for an answer is a defect, but no reason to lose what is open.
  process.on('unhandledRejection', (error) => report(explainError(error).details ?? String(error)));
}

standBack();
serveParent();
