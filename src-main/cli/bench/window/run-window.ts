import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { atomicWriteFile } from '../../../imaging/files/atomic-write';
import type { ParsedArguments } from '../../args';
import type { CliEnvironment } from '../../environment';
import type { ExitCode } from '../../exit-codes';
import { UsageError } from '../../usage-error';
import { programPath } from '../program';
import { readNames } from '../text-list';
import { windowMeasures, windowMeasurementSchema, windowTable } from './window-figures';

/** The checkout, seen from the program that is built in it. */
const root = path.resolve(path.dirname(programPath), '../..');
const script = path.join(root, 'scripts/test-e2e.mjs');
const configuration = 'test/figures/playwright.config.mts';

/**
 * `heirloom bench window`: starts the real window, works in it and prints how it did, each figure beside its target.
 * @throws UsageError outside a checkout; Error where the window could not be measured
 */
export async function benchWindow(
  given: ParsedArguments,
  { stdout, stderr }: CliEnvironment,
): Promise<ExitCode> {
  if (!existsSync(script)) {
    throw new UsageError(
      'The window is measured by its tests, which are in the checkout only; run this there.',
    );
  }
  const names = readNames('only', given.text('only'), windowMeasures);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'heirloom-bench-'));
  const figures = path.join(folder, 'figures.jsonl');
  try {
    const code = await runMeasures(names, figures, (text) => stderr.write(text));
    const text = await readFile(figures, 'utf8').catch(() => '');
    const lines = text.split('\n').filter((line) => line !== '');
    const measurements = lines.map((line) => windowMeasurementSchema.parse(JSON.parse(line)));
    if (measurements.length > 0) stdout.write(`${windowTable(measurements)}\n`);
    if (code !== 0) throw new Error('A measure of the window did not come to its end; see above.');
    const file = given.text('json');
    if (file !== undefined) {
      const content = JSON.stringify({ ...describeComputer(), measurements }, undefined, 2);
      await atomicWriteFile(file, [Buffer.from(`${content}\n`)], { overwrite: true });
    }
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function runMeasures(
  names: readonly string[],
  figures: string,
  onText: (text: string) => void,
): Promise<number | null> {
  const child = spawn(
    process.execPath,
    [script, '--config', configuration, '--grep', `(?:${names.join('|')}): `],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, HEIRLOOM_FIGURES: figures },
    },
  );
  for (const output of [child.stdout, child.stderr]) output.setEncoding('utf8').on('data', onText);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}

function describeComputer() {
  return {
    platform: process.platform,
    processor: os.cpus()[0]?.model.trim(),
    processorCount: os.cpus().length,
  };
}
