import type { KeyPress } from '../../../../src-shared/commands';

/** A pressed key; letters and brackets sit where a US keyboard has them unless said otherwise. */
export function press(
  key: string,
  changes: Partial<KeyPress> & { altGraph?: boolean } = {},
): KeyPress {
  const { altGraph = false, ...rest } = changes;
  return {
    key,
    code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    repeat: false,
    isComposing: false,
    getModifierState: () => altGraph,
    ...rest,
  };
}
