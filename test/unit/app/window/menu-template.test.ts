import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { commandIds, type Platform } from '../../../../src-shared/commands';
import { makeTranslate } from '../../../../src-shared/messages';
import { menuTemplate, type MenuState } from '../../../../src-main/app/window/menu-template';

const state: MenuState = {
  platform: 'linux',
  translate: makeTranslate('en', 'en'),
  preferences: { keys: {}, singleKeys: true },
  enabledCommands: new Set(['openPhoto']),
  labels: { undo: 'Undo stroke' },
  onCommand: vi.fn(),
};

function itemsOf(changes: Partial<MenuState> = {}): readonly MenuItemConstructorOptions[] {
  const menus = menuTemplate({ ...state, ...changes });
  return menus.flatMap(({ submenu }) => submenu as MenuItemConstructorOptions[]);
}

function find(id: string, changes: Partial<MenuState> = {}): MenuItemConstructorOptions {
  return itemsOf(changes).find((item) => item.id === id)!;
}

describe.each<Platform>(['linux', 'win32', 'darwin'])('the menu bar on %s', (platform) => {
  it('has every command once', () => {
    const ids = itemsOf({ platform }).flatMap(({ id }) => id ?? []);
    expect([...ids].sort()).toEqual([...commandIds].sort());
  });

  it('registers keys with Ctrl or ⌘ only, each once', () => {
    const registered = itemsOf({ platform }).flatMap(({ accelerator, registerAccelerator }) =>
      typeof accelerator === 'string' && registerAccelerator !== false ? accelerator : [],
    );
    for (const accelerator of registered) expect(accelerator).toContain('CommandOrControl');
    expect(new Set(registered).size).toBe(registered.length);
  });

  it('begins and ends no menu with a line', () => {
    for (const { submenu } of menuTemplate({ ...state, platform })) {
      const items = submenu as MenuItemConstructorOptions[];
      expect(items[0]?.type).not.toBe('separator');
      expect(items.at(-1)?.type).not.toBe('separator');
    }
  });
});

describe('an item of the menu bar', () => {
  it('can be chosen where the window says so, or where Electron carries it out', () => {
    expect(find('openPhoto').enabled).toBe(true);
    expect(find('repair').enabled).toBe(false);
    expect(find('quit')).toMatchObject({ role: 'quit', accelerator: 'CommandOrControl+Q' });
  });

  it('asks for its command', () => {
    const onCommand = vi.fn();
    (find('openPhoto', { onCommand }).click as () => void)();
    expect(onCommand).toHaveBeenCalledWith('openPhoto');
  });

  it('has the label that the window gives, else that of the language', () => {
    expect(find('undo').label).toBe('Undo stroke');
    expect(find('redo').label).toBe('Redo');
    expect(find('redo', { translate: makeTranslate('de', 'de') }).label).toBe('Wiederholen');
  });

  it('shows a key without Ctrl but leaves it to the window; macOS cannot show one so', () => {
    expect(find('useBrush')).toMatchObject({ accelerator: 'B', registerAccelerator: false });
    expect(find('leave')).toMatchObject({ accelerator: 'Esc', registerAccelerator: false });
    expect(find('useBrush', { platform: 'darwin' }).accelerator).toBeUndefined();
  });

  it('shows no single key where they are switched off, and changed ones as changed', () => {
    const keys = { useBrush: 'Shift+B', saveCopy: 'Mod+K', repair: '' };
    const off = { preferences: { keys: {}, singleKeys: false } };
    expect(find('useBrush', off).accelerator).toBeUndefined();
    const changed = { preferences: { keys, singleKeys: true } };
    expect(find('useBrush', changed).accelerator).toBe('Shift+B');
    expect(find('saveCopy', changed).accelerator).toBe('CommandOrControl+K');
    expect(find('repair', changed).accelerator).toBeUndefined();
  });
});
