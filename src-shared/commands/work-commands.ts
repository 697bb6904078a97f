import type { CommandDefinition } from './command';

const repair = { menu: 'repair', context: 'editor', keys: [] } as const;
const view = { menu: 'view', context: 'editor', keys: [] } as const;
const compare = { menu: 'compare', section: 'compare', context: 'editor' } as const;
const variant = { menu: 'compare', section: 'variants', context: 'editor' } as const;
const inWindow = { context: 'window', keys: [] } as const;

/** The menus Repair, View, Compare, Window and Help. */
export const workCommands = {
  repair: { ...repair, section: 'start', keys: ['Mod+Enter'] },
  repairSelected: { ...repair, section: 'start' },
  addWaitingMarks: { ...repair, section: 'start' },
  pauseOrResume: { ...repair, section: 'run', keys: ['P'] },
  stopAndKeep: { ...repair, section: 'run', keys: ['Shift+P'] },
  takeOneStep: { ...repair, section: 'run', keys: ['S'] },
  takeTwentyMore: { ...repair, section: 'run', keys: ['Mod+Shift+Enter'] },
  goToFirstIteration: { ...repair, section: 'iterations' },
  goToPreviousIteration: { ...repair, section: 'iterations', keys: [','], repeats: true },
  goToNextIteration: { ...repair, section: 'iterations', keys: ['.'], repeats: true },
  goToNewestIteration: { ...repair, section: 'iterations' },
  goOnFromHere: { ...repair, section: 'iterations' },
  makeVariants: { ...repair, section: 'variants' },
  useThisVariant: { ...repair, section: 'variants' },
  discardThisVariant: { ...repair, section: 'variants' },

  fitPhoto: { ...view, section: 'zoom', keys: ['Mod+0'] },
  showActualSize: { ...view, section: 'zoom', keys: ['Mod+1'] },
  showDoubleSize: { ...view, section: 'zoom' },
  zoomIn: { ...view, section: 'zoom', keys: ['Mod+Plus', 'Mod+='], repeats: true },
  zoomOut: { ...view, section: 'zoom', keys: ['Mod+-'], repeats: true },
  fitOrActualSize: { ...view, section: 'zoom', keys: ['Z'] },
  panWhileHeld: { ...view, section: 'pan', context: 'picture', keys: ['Space'], holds: true },
  showPhotoOnly: { ...view, section: 'screen', keys: ['F'] },
  toggleFullScreen: {
    ...inWindow,
    menu: 'view',
    section: 'screen',
    keys: ['F11'],
    macKeys: ['Ctrl+Mod+F'],
    role: 'togglefullscreen',
  },

  showOriginalWhileHeld: { ...compare, section: 'original', keys: ['O'], holds: true },
  keepOriginalShown: { ...compare, section: 'original', keys: ['Shift+O'] },
  compareWithDivider: { ...compare, keys: ['C'] },
  compareSideBySide: { ...compare, keys: ['Shift+C'] },
  showDifference: { ...compare, keys: ['D'] },
  showInvented: { ...compare, keys: ['I'] },
  showDisagreement: { ...variant, keys: ['W'] },
  showVariant1: { ...variant, keys: ['Digit1'] },
  showVariant2: { ...variant, keys: ['Digit2'] },
  showVariant3: { ...variant, keys: ['Digit3'] },
  showVariant4: { ...variant, keys: ['Digit4'] },

  goToNextArea: { ...inWindow, menu: 'window', section: 'areas', keys: ['F6'], repeats: true },
  goToPreviousArea: {
    ...inWindow,
    menu: 'window',
    section: 'areas',
    keys: ['Shift+F6'],
    repeats: true,
  },
  toggleInspector: { ...inWindow, menu: 'window', section: 'areas' },
  openContextMenu: {
    ...inWindow,
    menu: 'window',
    section: 'here',
    keys: ['Shift+F10', 'ContextMenu'],
    macKeys: ['Shift+F10'],
  },
  leave: { ...inWindow, menu: 'window', section: 'here', keys: ['Escape'] },

  showHelp: { ...inWindow, menu: 'help', section: 'help', keys: ['F1'], macKeys: ['Mod+?'] },
  showShortcuts: { ...inWindow, menu: 'help', section: 'help', keys: ['?'] },
  showPrivacy: { ...inWindow, menu: 'help', section: 'about' },
  showAbout: { ...inWindow, menu: 'help', section: 'about', inMacAppMenu: true },
} as const satisfies Record<string, CommandDefinition>;
