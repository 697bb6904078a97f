import { describe, expect, it } from 'vitest';
import { commandIds, labelKeyOf } from '../../../../src-shared/commands';
import { catalogueOf, languages, type MessageKey } from '../../../../src-shared/messages';
import { markClasses, markReasons, markStates } from '../../../../src-shared/model/mark';

const catalogues = {
  en: catalogueOf('en'),
  de: catalogueOf('de'),
  pseudo: catalogueOf('pseudo'),
};
const english = catalogues.en;
const keys = Object.keys(english) as MessageKey[];

/** Every form of a text. */
function formsOf(language: (typeof languages)[number], key: MessageKey): string[] {
  const message = catalogues[language][key];
  return typeof message === 'string' ? [message] : [message.one, message.other];
}

const parametersOf = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

describe('the message catalogue', () => {
  it.each(languages)('has the same keys, forms and parameters in %s', (language) => {
    expect(Object.keys(catalogues[language])).toEqual(keys);
    for (const key of keys) {
      const [forms, source] = [formsOf(language, key), formsOf('en', key)];
      expect(forms.map(parametersOf), key).toEqual(source.map(parametersOf));
    }
  });

  it.each(['en', 'de'] as const)('has one calm voice in %s', (language) => {
    for (const key of keys) {
      for (const text of formsOf(language, key)) {
        expect(text.trim(), key).toBe(text);
        expect(text, key).not.toBe('');
        expect(text, key).not.toMatch(/!|\b(AI|KI|oops|sorry|went wrong)\b|\.\.\.|['"]/i);
      }
    }
  });

  it('addresses nobody formally in German', () => {
    const texts = keys.flatMap((key) => formsOf('de', key));
    expect(texts.filter((text) => /\b(Ihr|Ihre|Ihnen|bitte)\b|\w Sie\b/.test(text))).toEqual([]);
  });

  it('is translated wherever words differ', () => {
    const same = keys.filter((key) => formsOf('de', key).join() === formsOf('en', key).join());
    // What is called alike in both languages: names, units and patterns.
    expect(same.length).toBeLessThan(keys.length / 10);
  });

  it('names every command, kind, reason and state of a mark', () => {
    const needed = [
      ...commandIds.map(labelKeyOf),
      ...markClasses.map((name) => `class.${name}`),
      ...markReasons.map((name) => `reason.${name}`),
      ...markStates.map((name) => `state.${name}`),
    ];
    expect(needed.filter((key) => !(key in english))).toEqual([]);
  });

  it('has at least the 18 errors, each one sentence, and the same for what main and the engine say', () => {
    const sentences = keys.filter(
      (key) =>
        /^(error|failure|device\.refused)\./.test(key) && formsOf('en', key)[0]!.endsWith('.'),
    );
    expect(sentences.filter((key) => key.startsWith('error.')).length).toBeGreaterThanOrEqual(18);
    for (const key of sentences) {
      for (const language of ['en', 'de'] as const) {
        for (const text of formsOf(language, key)) expect(text, key).not.toMatch(/\.\s/);
      }
    }
  });

  it('says in each failure what was done and, after a semicolon, what the person can do', () => {
    const failures = keys.filter((key) => /^(error|failure)\./.test(key));
    for (const key of failures) {
      for (const language of ['en', 'de'] as const) {
        for (const text of formsOf(language, key)) {
          if (text.endsWith('.')) expect(text, key).toMatch(/^[^;]+; [^;]+\.$/);
        }
      }
    }
  });

  it('lengthens pseudo texts by 40 % and leaves their parameters', () => {
    const [text] = formsOf('pseudo', 'repair.iterationOf');
    expect(text).toMatch(/^Ítérátíón \{iteration\} óf \{iterations\}~+$/);
    expect(formsOf('pseudo', 'command.useEraser')[0]!.length).toBeGreaterThanOrEqual(6 * 1.4);
  });
});
