import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
  packProject,
  unpackProject,
  type ProjectManifest,
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

describe('a project file', () => {
  it('carries a draft to another folder', async () => {
    const folder = makeTemporaryFolder();
    const from = path.join(folder, 'from');
    for (const name of ['parts/document.json', 'engine/runs/run-1/state.bin', 'meta.json']) {
      mkdirSync(path.join(from, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(from, name), name);
    }
    const file = path.join(folder, 'work.heirloom');
    await packProject(from, manifest, file);
    const to = path.join(folder, 'to');
    expect(await unpackProject(file, to)).toEqual(manifest);
    for (const name of ['parts/document.json', 'engine/runs/run-1/state.bin']) {
      expect(readFileSync(path.join(to, name), 'utf8')).toBe(name);
    }
    // What is open where is nobody else's business.
    expect(existsSync(path.join(to, 'meta.json'))).toBe(false);
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
