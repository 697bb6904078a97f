import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findBuiltFile, listBuiltFiles } from '../../../../src-main/app/protocol/built-files';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

const root = makeTemporaryFolder();
const folder = path.join(root, 'renderer');
mkdirSync(path.join(folder, 'secret'), { recursive: true });
for (const name of ['index.html', 'main.js', 'main.js.map', 'secret/key.html', '../outside.html']) {
  writeFileSync(path.join(folder, name), name);
}
symlinkSync(path.join(root, 'outside.html'), path.join(folder, 'link.html'));
const origin = 'app://heirloom';
const find = (address: string) => findBuiltFile(listBuiltFiles(folder), origin, address);

describe('the files that the window may load', () => {
  it('are found by name, with or without a query', () => {
    const index = path.join(folder, 'index.html');
    for (const address of ['/', '/index.html', '/index.html?x=1#top']) {
      expect(find(origin + address)).toEqual({ file: index, mimeType: 'text/html' });
    }
    expect(find(`${origin}/main.js`)?.mimeType).toBe('text/javascript');
  });

  it.each([
    '/../outside.html',
    '/%2e%2e/outside.html',
    '/..%2foutside.html',
    '/..\\outside.html',
    '/secret/../index.html',
    '/secret/key.html',
    '//index.html',
    '/index.html%00',
    '/link.html',
    '/main.js.map',
    '/constructor',
  ])('are not reached by %s', (address) => {
    expect(find(origin + address)).toBeUndefined();
  });

  it('are not served to another host or scheme', () => {
    expect(find('app://other/index.html')).toBeUndefined();
    expect(find('app://heirloom.example/index.html')).toBeUndefined();
    expect(find('file:///index.html')).toBeUndefined();
  });
});
