import type { CommandDefinition } from './command';

const inWindow = { context: 'window', keys: [] } as const;
const inEditor = { context: 'editor', keys: [] } as const;

/** The menus File and Edit. */
export const fileCommands = {
  openPhoto: { ...inWindow, menu: 'file', section: 'open', keys: ['Mod+O'] },
  openFolder: { ...inWindow, menu: 'file', section: 'open', keys: ['Mod+Shift+O'] },
  pastePhoto: {
    ...inWindow,
    menu: 'file',
    section: 'open',
    keys: ['Mod+V'],
    yieldsToText: true,
  },
  openSample: { ...inWindow, menu: 'file', section: 'open' },
  openProject: { ...inWindow, menu: 'file', section: 'open' },
  saveCopy: { ...inEditor, menu: 'file', section: 'save', keys: ['Mod+S'] },
  saveCopyAs: { ...inEditor, menu: 'file', section: 'save', keys: ['Mod+Shift+S'] },
  saveProject: { ...inEditor, menu: 'file', section: 'save' },
  showInFolder: { ...inEditor, menu: 'file', section: 'save' },
  importDamageMask: { ...inEditor, menu: 'file', section: 'mask' },
  exportDamageMask: { ...inEditor, menu: 'file', section: 'mask' },
  showBatch: { ...inWindow, menu: 'file', section: 'batch', keys: ['Mod+B'] },
  closePhoto: { ...inWindow, menu: 'file', section: 'close', keys: ['Mod+W'] },
  showSettings: {
    ...inWindow,
    menu: 'file',
    section: 'settings',
    keys: ['Mod+,'],
    inMacAppMenu: true,
  },
  quit: {
    ...inWindow,
    menu: 'file',
    section: 'quit',
    keys: ['Mod+Q'],
    inMacAppMenu: true,
    role: 'quit',
  },
  undo: {
    ...inWindow,
    menu: 'edit',
    section: 'history',
    keys: ['Mod+Z'],
    repeats: true,
    yieldsToText: true,
  },
  redo: {
    ...inWindow,
    menu: 'edit',
    section: 'history',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    macKeys: ['Mod+Shift+Z'],
    repeats: true,
    yieldsToText: true,
  },
  cutText: {
    ...inWindow,
    menu: 'edit',
    section: 'text',
    keys: ['Mod+X'],
    yieldsToText: true,
    role: 'cut',
  },
  copyText: {
    ...inWindow,
    menu: 'edit',
    section: 'text',
    keys: ['Mod+C'],
    yieldsToText: true,
    role: 'copy',
  },
  selectAllMarks: {
    ...inEditor,
    menu: 'edit',
    section: 'select',
    keys: ['Mod+A'],
    yieldsToText: true,
  },
} as const satisfies Record<string, CommandDefinition>;
