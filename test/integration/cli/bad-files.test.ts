import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { writeDamagedPhoto, writeMask } from '../../support/damaged-photo';
import { runProgram, type ProcessOptions } from '../../support/heirloom-process';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const root = makeTemporaryFolder();
const isLinux = process.platform === 'linux';
/** Mounting a drive needs a superuser, and more than most containers allow. */
const canMount = isLinux && isMountAllowed();
const hasPermissions = process.platform !== 'win32' && (isLinux || process.getuid?.() !== 0);
const modelsFolder = path.resolve(import.meta.dirname, '../../../models');
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(path.join(root, 'case-'));
  await writeDamagedPhoto(folder);
});

const at = (name: string) => path.join(folder, name);
const listing = () => (readdirSync(folder, { recursive: true }) as string[]).sort();

/** Runs and expects one sentence, one exit code, and a folder in which nothing changed. */
async function expectRefusal(
  args: readonly string[],
  exitCode: number,
  sentence: RegExp,
  options: ProcessOptions = {},
): Promise<void> {
  const before = listing();
  const outcome = await runProgram(['restore', ...args, '--quiet'], { folder, ...options });
  expect(outcome.stderr).toMatch(/^heirloom: [^\n]+\n$/);
  expect(outcome.stderr).toMatch(sentence);
  expect([outcome.exitCode, outcome.stdout]).toEqual([exitCode, '']);
  expect(listing()).toEqual(before);
}

describe('an input that cannot be used', () => {
  it('missing', () => expectRefusal(['gone.png', '--mask', 'mask.png'], 3, /no file “gone.png”/));

  it('empty', async () => {
    writeFileSync(at('empty.png'), '');
    await expectRefusal(['empty.png', '--mask', 'mask.png'], 3, /an empty file of 0 bytes/);
    await expectRefusal(['photo.png', '--mask', 'empty.png'], 3, /“empty.png” is an empty file/);
  });

  it('truncated', async () => {
    truncateSync(at('photo.png'), readFileSync(at('photo.png')).length >> 1);
    await expectRefusal(['photo.png', '--mask', 'mask.png'], 3, /“photo.png” ends too early/);
  });

  it('truncated, but accepted', async () => {
    truncateSync(at('photo.png'), readFileSync(at('photo.png')).length - 40);
    const args = ['restore', 'photo.png', '--mask', 'mask.png', '--iterations', '1'];
    const { exitCode, stderr } = await runProgram([...args, '--accept-broken'], { folder });
    expect(exitCode, stderr).toBe(0);
  });

  it('a folder', async () => {
    mkdirSync(at('folder.png'));
    await expectRefusal(['folder.png', '--mask', 'mask.png'], 3, /“folder.png” is a folder/);
  });

  it('no picture', async () => {
    writeFileSync(at('letter.png'), 'Dear aunt, '.repeat(50));
    await expectRefusal(['letter.png', '--mask', 'mask.png'], 3, /is not a picture known here/);
  });

  it.runIf(hasPermissions)('unreadable', async () => {
    chmodSync(at('photo.png'), 0);
    const options = { obeysPermissions: true };
    const args = ['photo.png', '--mask', 'mask.png'];
    await expectRefusal(args, 3, /no permission to read it/, options);
  });

  it('a mask of another size', async () => {
    await writeMask(at('mask.png'), () => true, 32, 32);
    await expectRefusal(['photo.png', '--mask', 'mask.png'], 3, /has 32 x 32 pixels but the photo/);
  });

  it('a mask that marks everything', async () => {
    await writeMask(at('mask.png'), () => true);
    await expectRefusal(['photo.png', '--mask', 'mask.png'], 3, /marks the whole picture/);
  });

  it('a mask that marks nothing gives a copy', async () => {
    await writeMask(at('mask.png'), () => false);
    const { exitCode, stdout, stderr } = await runProgram(
      ['restore', 'photo.png', '--mask', 'mask.png'],
      { folder },
    );
    expect([exitCode, stdout]).toEqual([0, 'photo_restored.png\n']);
    expect(stderr).toContain('Nothing is marked as damaged in mask.png');
  });
});

describe('an output that cannot be written', () => {
  it('the photo itself', () =>
    expectRefusal(
      ['photo.png', '--mask', 'mask.png', '-o', 'photo.png', '--overwrite'],
      4,
      /is the original photo, which is never overwritten/,
    ));

  it('a missing folder', () =>
    expectRefusal(['photo.png', '--mask', 'mask.png', '-o', 'no/a.png'], 4, /The folder “no”/));

  it('a name that is too long', () =>
    expectRefusal(
      ['photo.png', '--mask', 'mask.png', '-o', `${'x'.repeat(252)}.png`],
      4,
      /is too long for this drive/,
    ));

  it.runIf(canMount)('a full disk', async () => {
    mkdirSync(at('drive'));
    mount(at('drive'), 'size=64k');
    writeFileSync(path.join(at('drive'), 'filler'), Buffer.alloc(60 * 1024));
    const args = ['photo.png', '--mask', 'mask.png', '-o', 'drive/a.tif', '--iterations', '1'];
    await expectRefusal(args, 4, /The file needs \d+ kB and \d+ kB are free, so nothing was saved/);
    expect(readdirSync(at('drive'))).toEqual(['filler']);
  });

  it.runIf(canMount)('a read-only folder', async () => {
    mkdirSync(at('drive'));
    mount(at('drive'), 'ro');
    const args = ['photo.png', '--mask', 'mask.png', '-o', 'drive/a.png'];
    await expectRefusal(args, 4, /The folder “drive” cannot be written to/);
  });

  it.runIf(hasPermissions)('a folder without permission', async () => {
    mkdirSync(at('locked'));
    chmodSync(at('locked'), 0o555);
    const args = ['photo.png', '--mask', 'mask.png', '-o', 'locked/a.png'];
    const options = { obeysPermissions: true };
    await expectRefusal(args, 4, /The folder “locked” cannot be written to/, options);
  });
});

describe('a prior that cannot be used', () => {
  const copyModels = () => {
    cpSync(modelsFolder, at('models'), { recursive: true });
    return path.join(at('models'), 'photo-unet-s7', 'denoiser.onnx');
  };
  const args = ['photo.png', '--mask', 'mask.png', '--models', 'models'];

  it('cut short', async () => {
    const file = copyModels();
    const { size } = statSync(file);
    truncateSync(file, 1_000_000);
    const sentence = new RegExp(`denoiser.onnx are cut short: 1000000 of ${size} bytes`);
    await expectRefusal(args, 5, sentence);
  });

  it('with one byte changed', async () => {
    const file = copyModels();
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(file, bytes);
    await expectRefusal(args, 5, /damaged or belong to another prior/);
    const { exitCode } = await runProgram(['models', '--models', 'models'], { folder });
    expect(exitCode).toBe(5);
  });

  it('unknown, or without a folder', async () => {
    await expectRefusal(args, 5, /The folder of priors models could not be read/);
    const known = ['photo.png', '--mask', 'mask.png', '--prior', 'none'];
    await expectRefusal(known, 5, /no prior "none" in .*choose one of: .*photo-unet-s7/);
  });

  it('on a provider that is not there', () =>
    expectRefusal(
      ['photo.png', '--mask', 'mask.png', '--provider', 'coreml'],
      5,
      /could not be started/,
    ));
});

function isMountAllowed(): boolean {
  const probe = mkdtempSync(path.join(root, 'mount-'));
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', 'tmpfs', probe], { stdio: 'ignore' });
    execFileSync('/bin/umount', [probe]);
    return true;
  } catch {
    return false;
  }
}

function mount(folderPath: string, options: string): void {
  execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folderPath]);
  onTestFinished(() => {
    execFileSync('/bin/umount', [folderPath]);
  });
}
