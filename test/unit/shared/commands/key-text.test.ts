import { describe, expect, it } from 'vitest';
import { acceleratorOf, keyText, type KeyNames } from '../../../../src-shared/commands';

const names: KeyNames = {
  ctrl: 'Strg',
  shift: 'Umschalt',
  alt: 'Alt',
  enter: 'Eingabe',
  delete: 'Entf',
  backspace: 'Rücktaste',
  escape: 'Esc',
  space: 'Leertaste',
  contextMenu: 'Menü',
};

describe('the text of a key', () => {
  it('is spelled out in the language, and in signs on macOS', () => {
    expect(keyText('Mod+Shift+Z', { platform: 'linux', names })).toBe('Strg+Umschalt+Z');
    expect(keyText('Mod+Shift+Z', { platform: 'darwin', names })).toBe('⇧⌘Z');
    expect(keyText('Ctrl+Mod+F', { platform: 'darwin', names })).toBe('⌃⌘F');
    expect(keyText('Mod+Plus', { platform: 'win32', names })).toBe('Strg++');
    expect(keyText('Delete', { platform: 'darwin', names })).toBe('⌦');
    expect(keyText('Digit3', { platform: 'linux', names })).toBe('3');
  });

  it('names the bracket keys as the keyboard in use prints them', () => {
    const layout = new Map([['BracketLeft', 'ü']]);
    expect(keyText('Shift+[', { platform: 'linux', names, layout })).toBe('Umschalt+Ü');
    expect(keyText('[', { platform: 'linux', names })).toBe('[');
  });
});

describe('the accelerator of a menu item', () => {
  it('exists for keys with Ctrl or ⌘ alone', () => {
    expect(acceleratorOf('openFolder', 'linux')).toBe('CommandOrControl+Shift+O');
    expect(acceleratorOf('toggleFullScreen', 'darwin')).toBe('Ctrl+CommandOrControl+F');
    expect(acceleratorOf('growMark', 'linux')).toBeUndefined();
    expect(acceleratorOf('showHelp', 'linux')).toBeUndefined();
    expect(acceleratorOf('openPhoto', 'linux', { openPhoto: '' })).toBeUndefined();
  });
});
