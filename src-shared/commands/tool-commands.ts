import type { CommandDefinition } from './command';

const tool = { menu: 'tools', section: 'tool', context: 'editor' } as const;
const brush = { menu: 'tools', section: 'brush', context: 'editor', repeats: true } as const;
const marks = { menu: 'marks', context: 'editor', keys: [] } as const;

/** The menus Tools and Marks. */
export const toolCommands = {
  useSelect: { ...tool, keys: ['V'] },
  useBrush: { ...tool, keys: ['B'] },
  useEraser: { ...tool, keys: ['E'] },
  useLasso: { ...tool, keys: ['L'] },
  useTrace: { ...tool, keys: ['T'] },
  useHand: { ...tool, keys: ['H'] },
  makeBrushSmaller: { ...brush, keys: ['['] },
  makeBrushLarger: { ...brush, keys: [']'] },
  makeBrushSofter: { ...brush, keys: ['Shift+['] },
  makeBrushHarder: { ...brush, keys: ['Shift+]'] },
  lockBrushToPhoto: { menu: 'tools', section: 'brushOptions', context: 'editor', keys: [] },
  clearPainted: { menu: 'tools', section: 'brushOptions', context: 'editor', keys: [] },
  invertPainted: { menu: 'tools', section: 'brushOptions', context: 'editor', keys: [] },
  movePen: { menu: 'tools', section: 'keyboard', context: 'paint', keys: ['Enter'] },
  findDamage: { ...marks, section: 'find' },
  markArea: { ...marks, section: 'find' },
  findMoreLikeThis: { ...marks, section: 'find' },
  goToNextMark: { ...marks, section: 'go', keys: ['N'], repeats: true },
  goToPreviousMark: { ...marks, section: 'go', keys: ['Shift+N'], repeats: true },
  acceptMark: { ...marks, section: 'decide', context: 'picture', keys: ['Enter'] },
  rejectMark: { ...marks, section: 'decide', context: 'picture', keys: ['Delete', 'Backspace'] },
  acceptAllMarks: { ...marks, section: 'decide', context: 'picture', keys: ['Shift+Enter'] },
  markAsDamage: { ...marks, section: 'decide' },
  growMark: { ...marks, section: 'shape', keys: ['G'], repeats: true },
  shrinkMark: { ...marks, section: 'shape', keys: ['Shift+G'], repeats: true },
  traceMarkOn: { ...marks, section: 'shape' },
  showOriginalHere: { ...marks, section: 'shape' },
  toggleOverlay: { ...marks, section: 'overlay', keys: ['M'] },
  useNextOverlayMode: { ...marks, section: 'overlay', keys: ['Shift+M'] },
  toggleEvidence: { ...marks, section: 'overlay', keys: ['A'] },
} as const satisfies Record<string, CommandDefinition>;
