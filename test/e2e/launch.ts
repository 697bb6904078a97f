import { execFileSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';

/** The repository. */
export const root = path.resolve(__dirname, '../..');

/** A running Heirloom. */
export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** From the start of the process to the first window. */
  readonly openMs: number;
  /** Everything that main, engine and Chromium have written to standard error. */
  readonly stderr: () => string;
  readonly enginePid: () => Promise<number>;
  /** Pids of main and of every process that it has started. */
  readonly pids: () => Promise<readonly number[]>;
  /** Ends it, by force where it does not end; the data folder stays for another start. */
  readonly close: () => Promise<void>;
}

export interface LaunchOptions {
  /** Photos on the command line. */
  readonly files?: readonly string[];
  /** A data folder of an earlier start; a fresh one where absent. */
  readonly userData?: string;
  /** A packaged application instead of the checkout. */
  readonly executable?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const closePatienceMs = 10_000;
const folders: string[] = [];
process.on('exit', () =>
  folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })),
);

let electron: string | undefined;

/** The Electron that the tests run on. */
export function electronPath(): string {
  electron ??=
    process.env['HEIRLOOM_ELECTRON'] ??
    execFileSync('node', ['scripts/electron-runtime.mjs', '--path'], { cwd: root })
      .toString()
      .trim();
  return electron;
}

/** A fresh folder that is removed at the end. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'heirloom-e2e-'));
  folders.push(folder);
  return folder;
}

/** What is said on the command line beside the photos. */
export function commandLine(userData: string, executable?: string): string[] {
  const isAdministrator = process.platform === 'linux' && process.getuid?.() === 0;
  return [
    ...(isAdministrator ? ['--no-sandbox'] : []),
    `--user-data-dir=${userData}`,
    '--lang=en-US',
    ...(executable === undefined ? [root] : []),
  ];
}

/** Starts the application: the only place that does. */
export async function launchHeirloom(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const { files = [], userData = temporaryFolder(), executable, env = {} } = options;
  const startedAt = performance.now();
  const app = await _electron.launch({
    executablePath: executable ?? electronPath(),
    args: [...commandLine(userData, executable), ...files],
    env: { ...process.env, ...env } as Record<string, string>,
    chromiumSandbox: process.getuid?.() !== 0,
    timeout: 60_000,
  });
  const main = app.process();
  let stderr = '';
  main.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const page = await app.firstWindow();
  const openMs = performance.now() - startedAt;
  await page.waitForFunction(() => 'studio' in window && document.readyState === 'complete');
  return {
    app,
    page,
    userData,
    openMs,
    stderr: () => stderr,
    enginePid: async () => {
      const metrics = await app.evaluate(({ app: electronApp }) =>
        electronApp.getAppMetrics().map(({ pid, name, type }) => ({ pid, name, type })),
      );
      const engine = metrics.find(({ name }) => name === 'Heirloom engine');
      if (!engine) throw new Error(`No engine among ${JSON.stringify(metrics)}`);
      return engine.pid;
    },
    pids: async () =>
      app.evaluate(({ app: electronApp }) => electronApp.getAppMetrics().map(({ pid }) => pid)),
    close: async () => closeApp(app, main),
  };
}

async function closeApp(app: ElectronApplication, main: ChildProcess): Promise<void> {
  const forced = setTimeout(() => main.kill('SIGKILL'), closePatienceMs);
  await app.close().catch(() => undefined);
  clearTimeout(forced);
}

/** True while a process lives; one that has ended and was not collected yet counts as ended. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)]).toString();
  return !state.trim().startsWith('Z');
}
