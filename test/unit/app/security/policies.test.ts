import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../../../src-main/app/security/content-security-policy';
import { isLocalAddress } from '../../../../src-main/app/security/network-policy';
import { createWebPreferences } from '../../../../src-main/app/security/web-preferences';

describe('what the page may do', () => {
  it('is nothing of Node and nothing across worlds', () => {
    expect(createWebPreferences('/preload.cjs', false)).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    });
  });

  it('is to load its own files, and no inline code or style', () => {
    expect(contentSecurityPolicy).toMatch(/^default-src 'none';/);
    expect(contentSecurityPolicy).not.toMatch(/unsafe|https?:|\*/);
  });
});

describe('a request', () => {
  it.each(['app://heirloom/main.js', 'blob:app://heirloom/1', 'data:,x', 'devtools://devtools/x'])(
    'for %s stays in this computer',
    (address) => expect(isLocalAddress(address)).toBe(true),
  );
  it.each([
    'http://127.0.0.1/',
    'HTTPS://example.org/',
    'ws://localhost/',
    'ftp://host/',
    'file:///etc/passwd',
    'application://x/',
    '//host/path',
    '',
  ])('for %s is refused', (address) => expect(isLocalAddress(address)).toBe(false));
});
