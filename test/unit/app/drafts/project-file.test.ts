import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
  readForProject,
  unpackProject,
  writeProject,
  type ProjectManifest,
  type ProjectTarget,
} from '../../../../src-main/app/drafts/project-file';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

const manifest: ProjectManifest = {
  version: 1,
  name: 'aunt.jpg',
  origin: 'file',
  sourcePath: '/photos/aunt.jpg',
  sourceSha256: 'ab',
  summary: '31 strokes',
};
const bytes = (text: string) => new TextEncoder().encode(text);
const packProject = async (from: string, of: ProjectManifest, target: ProjectTarget) =>
  writeProject(await readForProject(from, of), target);

describe('a project file', () => {
  it('carries a draft to another folder', async () => {
    const folder = makeTemporaryFolder();
    const from = path.join(folder, 'from');
    for (const name of ['parts/document.json', 'engine/runs/run-1/state.bin', 'meta.json']) {
      mkdirSync(path.join(from, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(from, name), name);
    }
    const file = path.join(folder, 'work.heirloom');
    await packProject(from, manifest, { path: file, mayReplace: false });
    const to = path.join(folder, 'to');
    expect(await unpackProject(file, to)).toEqual(manifest);
    for (const name of ['parts/document.json', 'engine/runs/run-1/state.bin']) {
      expect(readFileSync(path.join(to, name), 'utf8')).toBe(name);
    }
    // What is open where is nobody else's business.
    expect(existsSync(path.join(to, 'meta.json'))).toBe(false);
  });

  it('takes the place of another one only where the person has agreed', async () => {
    const folder = makeTemporaryFolder();
    const from = path.join(folder, 'from');
    mkdirSync(path.join(from, 'parts'), { recursive: true });
    const file = path.join(folder, 'album.heirloom');
    writeFileSync(file, 'the work of a winter');
    await expect(
      packProject(from, manifest, { path: file, mayReplace: false }),
    ).rejects.toMatchObject({ failure: { code: 'save', text: { key: 'failure.save.exists' } } });
    expect(readFileSync(file, 'utf8')).toBe('the work of a winter');
    expect(readdirSync(folder).sort()).toEqual(['album.heirloom', 'from']);
    await packProject(from, manifest, { path: file, mayReplace: true });
    // Saved again, over itself.
    await packProject(
      from,
      { ...manifest, summary: '32 strokes' },
      { path: file, mayReplace: true },
    );
    expect(await unpackProject(file, path.join(folder, 'to'))).toMatchObject({
      summary: '32 strokes',
    });
  });

  it.each([
    ['gone', 'gone/album.heirloom', 'failure.save.folderMissing'],
    ['a file', 'file/album.heirloom', 'failure.save.folderMissing'],
    ['one for shorter names', `${'x'.repeat(250)}.heirloom`, 'failure.save.nameTooLong'],
  ])('says in words where its folder is %s', async (_what, name, key) => {
    const folder = makeTemporaryFolder();
    writeFileSync(path.join(folder, 'file'), '');
    const from = path.join(folder, 'from');
    mkdirSync(from);
    for (const mayReplace of [false, true]) {
      const target = { path: path.join(folder, name), mayReplace };
      await expect(packProject(from, manifest, target)).rejects.toMatchObject({
        failure: { code: 'save', text: { key } },
      });
    }
    expect(readdirSync(folder).sort()).toEqual(['file', 'from']);
  });

  it('writes nothing but into its own folder, whatever it holds', async () => {
    const folder = makeTemporaryFolder();
    const file = path.join(folder, 'hostile.heirloom');
    const names = ['../out.bin', 'parts/../../out.bin', '/out.bin', 'engine/.hidden', 'out.bin'];
    const entries = Object.fromEntries(names.map((name) => [name, bytes('x')]));
    const packed = zipSync({ 'project.json': bytes(JSON.stringify(manifest)), ...entries });
    writeFileSync(file, packed);
    await unpackProject(file, path.join(folder, 'deep', 'to'));
    expect(existsSync(path.join(folder, 'deep'))).toBe(false);
    expect(existsSync(path.join(folder, 'out.bin'))).toBe(false);
  });

  it.each([
    ['no archive', bytes('hello')],
    ['an archive of something else', zipSync({ 'a.txt': bytes('a') })],
    ['a manifest of another version', zipSync({ 'project.json': bytes('{"version":2}') })],
    ['nothing', new Uint8Array()],
  ])('is refused in words where it is %s', async (_name, content) => {
    const folder = makeTemporaryFolder();
    const file = path.join(folder, 'x.heirloom');
    writeFileSync(file, content);
    await expect(unpackProject(file, path.join(folder, 'to'))).rejects.toThrow(
      'not a Heirloom project',
    );
  });
});
