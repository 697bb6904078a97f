import type { Preferences } from '../../src-shared/model/preferences';

/** What of the preferences the style sheets follow. */
export type ThemePreferences = Pick<
  Preferences,
  'theme' | 'surround' | 'interfaceSizePercent' | 'largeControls'
>;

/** Lets a document look the way a person has chosen. */
export function applyTheme(root: HTMLElement, preferences: ThemePreferences): void {
  if (preferences.theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = preferences.theme;
  root.toggleAttribute('data-large-controls', preferences.largeControls);
  root.style.setProperty('--surround', preferences.surround);
  root.style.setProperty('--interface-size', String(preferences.interfaceSizePercent / 100));
}

const injectedStyleId = 'react-aria-pressable-style';

/**
 * Keeps React Aria from injecting a style element, which the content policy would refuse: it looks for its own by this id.
 * `base.css` has the one rule that it wants. To be called before the first render.
 */
export function keepStylesOut(document: Document): void {
  if (document.getElementById(injectedStyleId)) return;
  const placeholder = document.createElement('meta');
  placeholder.id = injectedStyleId;
  document.head.append(placeholder);
}
