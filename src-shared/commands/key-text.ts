import type { Platform } from './command';
import type { CommandId, KeyPreferences } from './command-table';
import { nativeKeyOf } from './find-command';
import { parseKey } from './key';

/** How keys are called in a language. */
export interface KeyNames {
  readonly ctrl: string;
  readonly shift: string;
  readonly alt: string;
  readonly enter: string;
  readonly delete: string;
  readonly backspace: string;
  readonly escape: string;
  readonly space: string;
  readonly contextMenu: string;
}

/** How to write a key for reading. */
export interface KeyTextOptions {
  readonly platform: Platform;
  readonly names: KeyNames;
  /** What the keyboard in use prints, by DOM key code: `navigator.keyboard.getLayoutMap()`. */
  readonly layout?: ReadonlyMap<string, string> | undefined;
}

const macNames: Readonly<Record<string, string>> = {
  Enter: '↩',
  Delete: '⌦',
  Backspace: '⌫',
  Escape: 'esc',
  Plus: '+',
};

/** The key to press for a bracket: the two keys right of P, whatever is printed on them. */
function bracketText(name: string, layout: KeyTextOptions['layout']): string {
  const printed = layout?.get(name === '[' ? 'BracketLeft' : 'BracketRight');
  return printed === undefined ? name : printed.toUpperCase();
}

function nameText(name: string, { platform, names, layout }: KeyTextOptions): string {
  if (name === '[' || name === ']') return bracketText(name, layout);
  if (name.startsWith('Digit')) return name.slice(5);
  if (platform === 'darwin' && macNames[name] !== undefined) return macNames[name];
  const byName: Readonly<Record<string, string>> = {
    Enter: names.enter,
    Delete: names.delete,
    Backspace: names.backspace,
    Escape: names.escape,
    Space: names.space,
    ContextMenu: names.contextMenu,
    Plus: '+',
    '-': '−',
  };
  return byName[name] ?? name;
}

/** A key as it is read: "Ctrl+Shift+Z", on macOS "⇧⌘Z". */
export function keyText(written: string, options: KeyTextOptions): string {
  const { mod, ctrl, alt, shift, name } = parseKey(written);
  const text = nameText(name, options);
  if (options.platform === 'darwin') {
    return `${ctrl ? '⌃' : ''}${alt ? '⌥' : ''}${shift ? '⇧' : ''}${mod ? '⌘' : ''}${text}`;
  }
  const { names } = options;
  return [(mod || ctrl) && names.ctrl, alt && names.alt, shift && names.shift, text]
    .filter(Boolean)
    .join('+');
}

/**
 * What Electron's menu registers for a command; undefined where it has no key with Ctrl or ⌘. Other keys are answered in the
 * window alone: in a menu they would also fire while text is written.
 */
export function acceleratorOf(
  id: CommandId,
  platform: Platform,
  changed: KeyPreferences['keys'] = {},
): string | undefined {
  return nativeKeyOf(id, platform, changed)?.replace('Mod', 'CommandOrControl');
}
