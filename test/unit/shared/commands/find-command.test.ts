import { describe, expect, it } from 'vitest';
import { findCommand, keyOfPress, type KeySituation } from '../../../../src-shared/commands';
import { press } from './press';

const editing: KeySituation = {
  platform: 'linux',
  contexts: ['window', 'editor', 'picture'],
  isInTextField: false,
  preferences: { keys: {}, singleKeys: true },
  hasNativeMenu: true,
};
const onMac: KeySituation = { ...editing, platform: 'darwin' };
const find = (...args: Parameters<typeof press>) => findCommand(press(...args), editing);

describe('finding the command of a key', () => {
  it('follows the printed letter, and the position where the alphabet is another one', () => {
    expect(find('n')).toBe('goToNextMark');
    expect(find('N', { shiftKey: true })).toBe('goToPreviousMark');
    expect(find('z', { code: 'KeyY' })).toBe('fitOrActualSize');
    expect(find('т', { code: 'KeyN' })).toBe('goToNextMark');
    expect(find('ü', { code: 'KeyN' })).toBeUndefined();
  });

  it('takes brackets by character and by position', () => {
    expect(find('[', { code: 'BracketLeft' })).toBe('makeBrushSmaller');
    expect(find('ü', { code: 'BracketLeft' })).toBe('makeBrushSmaller');
    expect(find('{', { code: 'BracketLeft', shiftKey: true })).toBe('makeBrushSofter');
    expect(find(']', { code: 'Digit9', ctrlKey: true, altKey: true, altGraph: true })).toBe(
      'makeBrushLarger',
    );
  });

  it('takes digits by position and punctuation by character', () => {
    expect(find('&', { code: 'Digit1' })).toBe('showVariant1');
    expect(find('?', { code: 'Minus', shiftKey: true })).toBe('showShortcuts');
    expect(find('.', { code: 'Comma', shiftKey: true })).toBe('goToNextIteration');
  });

  it('leaves characters to text fields, but not Escape and function keys', () => {
    const writing = { ...editing, isInTextField: true };
    for (const key of ['n', '[', 'Enter', 'Delete', '1']) {
      expect(findCommand(press(key), writing)).toBeUndefined();
    }
    expect(findCommand(press('Escape'), writing)).toBe('leave');
    expect(findCommand(press('F6'), writing)).toBe('goToNextArea');
    const withoutMenu = { ...writing, hasNativeMenu: false };
    expect(findCommand(press('z', { ctrlKey: true }), withoutMenu)).toBeUndefined();
    expect(findCommand(press('s', { ctrlKey: true }), withoutMenu)).toBe('saveCopy');
  });

  it('leaves the first Ctrl key to the menu bar and answers the others', () => {
    expect(find('Z', { ctrlKey: true, shiftKey: true })).toBeUndefined();
    expect(find('y', { ctrlKey: true })).toBe('redo');
    expect(find('=', { ctrlKey: true, code: 'Equal' })).toBe('zoomIn');
    expect(findCommand(press('z', { ctrlKey: true }), { ...editing, hasNativeMenu: false })).toBe(
      'undo',
    );
    expect(findCommand(press('z', { metaKey: true }), { ...onMac, hasNativeMenu: false })).toBe(
      'undo',
    );
    expect(find('n', { ctrlKey: true })).toBeUndefined();
    expect(find('n', { metaKey: true })).toBeUndefined();
    expect(find('n', { altKey: true })).toBeUndefined();
  });

  it('lets the keyboard cursor of a paint tool take Enter', () => {
    expect(find('Enter')).toBe('acceptMark');
    const painting = { ...editing, contexts: [...editing.contexts, 'paint'] as const };
    expect(findCommand(press('Enter'), painting)).toBe('movePen');
    expect(findCommand(press('Enter'), { ...editing, contexts: ['window', 'editor'] })).toBe(
      undefined,
    );
  });

  it('repeats only what may be repeated', () => {
    expect(find('[', { repeat: true })).toBe('makeBrushSmaller');
    expect(find('p', { repeat: true })).toBeUndefined();
  });

  it('obeys changed keys and the switch for single keys', () => {
    const changed = { ...editing, preferences: { keys: { growMark: 'K' }, singleKeys: true } };
    expect(findCommand(press('k'), changed)).toBe('growMark');
    expect(findCommand(press('g'), changed)).toBeUndefined();
    const off = { ...editing, preferences: { keys: {}, singleKeys: false } };
    expect(findCommand(press('n'), off)).toBeUndefined();
    expect(findCommand(press('Delete'), off)).toBe('rejectMark');
  });

  it('is silent while characters are composed', () => {
    expect(find('n', { isComposing: true })).toBeUndefined();
  });
});

describe('writing a pressed key', () => {
  it('writes it as the table does', () => {
    expect(keyOfPress(press('K', { shiftKey: true }), 'linux')).toBe('Shift+K');
    expect(keyOfPress(press('?', { shiftKey: true }), 'linux')).toBe('?');
    expect(keyOfPress(press('k', { metaKey: true, ctrlKey: true }), 'darwin')).toBe('Ctrl+Mod+K');
    expect(keyOfPress(press('Shift', { shiftKey: true }), 'linux')).toBeUndefined();
  });
});
