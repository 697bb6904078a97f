/** The menus, left to right; on macOS the application's own menu stands before them. */
export const menuGroups = [
  'file',
  'edit',
  'tools',
  'marks',
  'repair',
  'view',
  'compare',
  'window',
  'help',
] as const;
export type MenuGroup = (typeof menuGroups)[number];

/**
 * Where a command's keys work; the later ones lie within the earlier ones and win over them.
 * - window: everywhere
 * - editor: wherever the focus is while a photo is open
 * - picture: while the photo or the list of marks has the focus, so that Enter and Space still press buttons
 * - paint: while the photo has the focus and a paint tool shows its keyboard cursor
 */
export const commandContexts = ['window', 'editor', 'picture', 'paint'] as const;
export type CommandContext = (typeof commandContexts)[number];

/** Operating systems, as `StartState` names them. */
export type Platform = 'linux' | 'win32' | 'darwin' | 'other';

/** Menu items that Electron carries out itself. */
export type MenuRole = 'quit' | 'togglefullscreen' | 'cut' | 'copy';

/**
 * One thing that a person can ask for. A key is written as its modifiers and its name with `+` between: `Mod` is Ctrl, on
 * macOS ⌘; `Ctrl` is Control itself; the name is a character as printed (`N`, `[`, `?`), `Plus`, `Space` or a key's DOM name.
 */
export interface CommandDefinition {
  readonly menu: MenuGroup;
  /** Items of one section stand together, lines are drawn between sections. */
  readonly section: string;
  readonly context: CommandContext;
  /** Windows and Linux, and macOS unless `macKeys` is given; the first one is shown. */
  readonly keys: readonly string[];
  readonly macKeys?: readonly string[];
  /** Carried out again and again while the key is held. */
  readonly repeats?: true;
  /** Lasts as long as the key is held; the menu item switches it. */
  readonly holds?: true;
  /** In a text field the key keeps its meaning for text. */
  readonly yieldsToText?: true;
  /** On macOS the item stands in the application's own menu. */
  readonly inMacAppMenu?: true;
  readonly role?: MenuRole;
}
