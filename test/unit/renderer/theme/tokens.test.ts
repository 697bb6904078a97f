import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src-renderer/theme/tokens.css', 'utf8');

/** The custom properties of the first rule with this selector after `from`. */
function tokensOf(selector: string): Record<string, string> {
  const block = css.split(`${selector} {`)[1]!.split('}')[0]!;
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(
      ([, name, value]) => [name!, value!] as const,
    ),
  );
}

const light = tokensOf(':root');
const darkBySystem = tokensOf(":root:not([data-theme='light'])");
const dark = tokensOf(":root[data-theme='dark']");

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const value = parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

const surfaces = ['app', 'panel', 'raised', 'selected', 'field'];
const least = {
  text: 7,
  text2: 4.5,
  error: 4.5,
  warning: 4.5,
  done: 4.5,
  focus: 3,
  outline: 3,
};
const pairs = Object.entries(least).flatMap(([ink, ratio]) =>
  surfaces.map((surface) => [ink, surface, ratio] as const),
);

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s theme', (_, tokens) => {
  it.each(pairs)('shows %s on %s with a contrast of at least %d', (ink, surface, ratio) => {
    expect(contrast(tokens[ink]!, tokens[surface]!)).toBeGreaterThanOrEqual(ratio);
  });

  it('shows the primary button, pressed or not, and disabled words', () => {
    expect(contrast(tokens['primary']!, tokens['primary-text']!)).toBeGreaterThanOrEqual(7);
    expect(contrast(tokens['primary-hover']!, tokens['primary-text']!)).toBeGreaterThanOrEqual(7);
    expect(contrast(tokens['primary']!, tokens['panel']!)).toBeGreaterThanOrEqual(3);
    expect(contrast(tokens['disabled']!, tokens['panel']!)).toBeGreaterThanOrEqual(3);
  });

  it('sets the panels off from the surround of the photo', () => {
    expect(contrast(tokens['panel']!, '#777777')).toBeGreaterThanOrEqual(3);
  });

  it('has no colour but those that mean something', () => {
    const tinted = Object.entries(tokens).filter(([, colour]) => {
      const [red, green, blue] = [colour.slice(1, 3), colour.slice(3, 5), colour.slice(5, 7)];
      return red !== green || green !== blue;
    });
    expect(tinted.map(([name]) => name).sort()).toEqual(['done', 'error', 'focus', 'warning']);
  });
});

describe('the themes', () => {
  it('are the same by choice as by the system', () => {
    expect(darkBySystem).toEqual(dark);
    expect(Object.keys(dark).sort()).toEqual(Object.keys(light).sort());
  });
});
