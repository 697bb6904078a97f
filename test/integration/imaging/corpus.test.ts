import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleScript, startScript } from '../../support/run-script';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const folder = makeTemporaryFolder();
const cache = path.resolve(import.meta.dirname, '../../../node_modules/.cache/heirloom-corpus');
const timeLimitMs = 240_000;

/**
 * Opens every file of a folder, and saves a copy of each photo, in one process. A line each: what came of it; BAD is
 * anything but a photo, a copy, or a refusal in one sentence.
 */
const openAndSaveAll = `
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { openPhoto } from './src-main/imaging/decode';
import { PhotoError } from './src-main/imaging/photo-error';
import { savePhoto } from './src-main/imaging/save';
async function tryFile(file: string, targetPath: string): Promise<string> {
  try {
    const photo = await openPhoto(file, { maxPixelCount: 20_000_000 });
    await savePhoto({ ...photo, targetPath });
    return 'SAVED';
  } catch (error) {
    if (!(error instanceof PhotoError)) return 'BAD ' + String(error);
    const isSentence = /^[^\\n]{20,400}\\.$/.test(error.message);
    return error.code === 'verification' || !isSentence ? 'BAD ' + error.message : 'REFUSED ' + error.code;
  }
}
async function run() {
  const [folder, out] = process.argv.slice(2);
  let number = 0;
  for (const name of readdirSync(folder, { recursive: true }) as string[]) {
    const file = path.join(folder, name);
    const started = Date.now();
    const result = await tryFile(file, path.join(out, String(number++)));
    const isSlow = Date.now() - started > 20_000;
    console.log((isSlow ? 'BAD slow ' : '') + result + ' ' + name);
  }
  console.log('DONE');
}
void run();
`;

/** The test pictures of GDK-PixBuf, many of them made to crash or hang decoders; undefined where they cannot be had. */
function fetchCorpus(): string | undefined {
  const pictures = path.join(cache, 'usr/libexec/installed-tests/gdk-pixbuf/test-images');
  if (existsSync(pictures)) return pictures;
  try {
    mkdirSync(cache, { recursive: true });
    const options = { cwd: cache, stdio: 'ignore', timeout: 60_000 } as const;
    execFileSync('/usr/bin/apt-get', ['download', 'gdk-pixbuf-tests'], options);
    const [archive] = readdirSync(cache).filter((name) => name.endsWith('.deb'));
    if (archive) execFileSync('/usr/bin/dpkg', ['-x', archive, '.'], options);
  } catch {
    // Reported below.
  }
  if (existsSync(pictures)) return pictures;
  console.warn(
    'SKIPPED: the Debian package gdk-pixbuf-tests cannot be fetched, so its pictures are not tried.',
  );
  return undefined;
}

const corpus = fetchCorpus();

describe.skipIf(!corpus)('the test pictures of GDK-PixBuf', () => {
  it('are opened and copied, or refused in a sentence: no crash, no hang, no other error', async () => {
    const script = await bundleScript(folder, openAndSaveAll);
    const { child, ended } = startScript(script, [corpus!, folder]);
    const timer = setTimeout(() => child.kill('SIGKILL'), timeLimitMs);
    const { code, output } = await ended;
    clearTimeout(timer);
    const lines = output.trim().split('\n');
    expect(code, lines.slice(-3).join('\n')).toBe(0);
    expect(lines.at(-1)).toBe('DONE');
    expect(lines.filter((line) => line.startsWith('BAD'))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('SAVED')).length).toBeGreaterThan(80);
    expect(lines.filter((line) => line.startsWith('REFUSED')).length).toBeGreaterThan(80);
  });
});
