import { expect, it } from 'vitest';
import { keepMessages, type MessagesOptions } from '../../../../src-renderer/i18n';
import { defaultPreferences, type Preferences } from '../../../../src-shared/model/preferences';

const optionsOf = (changes: Partial<Preferences>): MessagesOptions => ({
  language: 'en',
  systemLocale: 'en',
  platform: 'linux',
  keys: { ...defaultPreferences, ...changes },
});

it('keeps the words while other preferences than those of keys change', () => {
  const messagesFor = keepMessages();
  const messages = messagesFor(optionsOf({}));
  const others: Partial<Preferences>[] = [
    { brushSizePx: 99 },
    { openPanels: ['iterations'] },
    { firstMinuteDone: true },
    { sensitivity: 0.7 },
  ];
  for (const changes of others) expect(messagesFor(optionsOf(changes))).toBe(messages);
});

it('makes other words for other keys, another language and another platform', () => {
  const messagesFor = keepMessages();
  const { keyOf } = messagesFor(optionsOf({}));
  expect(keyOf('saveCopy')).toBe('Ctrl+S');
  expect(messagesFor(optionsOf({ keys: { saveCopy: 'Mod+J' } })).keyOf('saveCopy')).toBe('Ctrl+J');
  expect(messagesFor(optionsOf({ singleKeys: false })).keyOf('useBrush')).toBeUndefined();
  expect(messagesFor({ ...optionsOf({}), language: 'de' }).t('save.save')).toBe('Speichern');
  expect(messagesFor({ ...optionsOf({}), platform: 'darwin' }).keyOf('saveCopy')).toBe('⌘S');
});
