import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void): () => void {
  const observer = new ResizeObserver(listener);
  observer.observe(document.documentElement);
  const attributes = new MutationObserver(listener);
  attributes.observe(document.documentElement, { attributes: true });
  return () => {
    observer.disconnect();
    attributes.disconnect();
  };
}

const rootStyle = () => getComputedStyle(document.documentElement);
const readFontSize = () => parseFloat(rootStyle().fontSize);
const readRowHeight = () => parseFloat(rootStyle().getPropertyValue('--row')) * readFontSize();

/** CSS pixels of one rem: 16 unless text or interface are enlarged. */
export function useRootFontSize(): number {
  return useSyncExternalStore(subscribe, readFontSize, () => 16);
}

/** CSS pixels of a row, as the style sheets have it: lists that draw only what is seen must know it. */
export function useRowHeight(): number {
  return useSyncExternalStore(subscribe, readRowHeight, () => 36);
}
