import type { Platform } from './command';

/** A key of the command table, taken apart. */
export interface Key {
  readonly mod: boolean;
  /** Control itself, which differs from `mod` on macOS only. */
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** As written: a character, or a key's DOM name. */
  readonly name: string;
}

/** What a keyboard event says; every `KeyboardEvent` has these. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly repeat: boolean;
  readonly isComposing: boolean;
  readonly getModifierState: (key: 'AltGraph') => boolean;
}

/** Takes a written key apart. */
export function parseKey(written: string): Key {
  const parts = written.split('+');
  const has = (modifier: string) => parts.slice(0, -1).includes(modifier);
  return {
    mod: has('Mod'),
    ctrl: has('Ctrl'),
    alt: has('Alt'),
    shift: has('Shift'),
    name: parts[parts.length - 1]!,
  };
}

/** Writes a key the way the command table does, modifiers in one order: equal keys are equal texts. */
export function writeKey({ ctrl, alt, mod, shift, name }: Key): string {
  return [ctrl && 'Ctrl', alt && 'Alt', mod && 'Mod', shift && 'Shift', name]
    .filter(Boolean)
    .join('+');
}

const bracketCodes: Readonly<Record<string, string>> = { '[': 'BracketLeft', ']': 'BracketRight' };
const isLetter = (name: string) => /^[A-Z]$/.test(name);
const isPunctuation = (name: string) => name.length === 1 && !isLetter(name);

/** True for a key that types a character: such keys are left to text fields and can be switched off together. */
export function isCharacterKey({ name, mod, ctrl, alt }: Key): boolean {
  if (mod || ctrl || alt) return false;
  return name.length === 1 || name === 'Plus' || name === 'Space' || name.startsWith('Digit');
}

/** True for a key that text fields need: characters, and those that change or send text. */
export function isTextKey(key: Key): boolean {
  const edits = ['Enter', 'Delete', 'Backspace'].includes(key.name);
  return isCharacterKey(key) || (edits && !key.mod && !key.ctrl && !key.alt);
}

/**
 * The name of the pressed key. Letters follow the printed character, so that Ctrl+Z is where the keyboard says Z; alphabets
 * without Latin letters fall back to the position.
 */
function nameOf({ key, code }: KeyPress): string {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  if (/^Key[A-Z]$/.test(code) && !/^[\u0000-\u024f]/.test(key)) return code.slice(3);
  if (key === '+') return 'Plus';
  if (key === ' ') return 'Space';
  return key;
}

/** The modifiers that are down; AltGr counts as none of them, for it only chooses the character. */
function modifiersOf(press: KeyPress, platform: Platform) {
  const isMac = platform === 'darwin';
  const isGraph = press.getModifierState('AltGraph');
  return {
    mod: isMac ? press.metaKey : press.ctrlKey && !isGraph,
    ctrl: isMac && press.ctrlKey,
    alt: press.altKey && !isGraph,
    foreign: !isMac && press.metaKey,
  };
}

function hasName(name: string, press: KeyPress): boolean {
  // By position: on French keyboards digits are typed with Shift, on German ones brackets with AltGr.
  if (name.startsWith('Digit')) return press.code === name;
  const bracketCode = bracketCodes[name];
  if (bracketCode !== undefined) return press.key === name || press.code === bracketCode;
  if (/^\d$/.test(name)) return press.key === name || press.code === `Digit${name}`;
  return nameOf(press) === name;
}

/** True where a written key was pressed. */
export function matchesKey(written: string, press: KeyPress, platform: Platform): boolean {
  const key = parseKey(written);
  const { mod, ctrl, alt, foreign } = modifiersOf(press, platform);
  if (foreign || key.mod !== mod || key.ctrl !== ctrl || key.alt !== alt) return false;
  // Shift belongs to the character where it is punctuation, except at brackets, which are matched by position as well.
  const isShiftFree = (isPunctuation(key.name) && !(key.name in bracketCodes)) || isPlus(key);
  return (isShiftFree || key.shift === press.shiftKey) && hasName(key.name, press);
}

const isPlus = ({ name }: Key) => name === 'Plus';

const modifierNames = ['Control', 'Shift', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Dead'];

/** Writes what was pressed as a key, for choosing one in the settings; undefined for a modifier alone. */
export function keyOfPress(press: KeyPress, platform: Platform): string | undefined {
  const { foreign, ...modifiers } = modifiersOf(press, platform);
  const name = nameOf(press);
  if (foreign || modifierNames.includes(name)) return undefined;
  const shift = press.shiftKey && !isPunctuation(name) && name !== 'Plus';
  return writeKey({ ...modifiers, shift, name });
}
