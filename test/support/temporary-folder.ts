import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';

/** A folder of its own for a test file; it is removed when the file's tests are done. */
export function makeTemporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'heirloom-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
