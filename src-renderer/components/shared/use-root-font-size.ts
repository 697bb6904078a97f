import { useSyncExternalStore } from 'react';

const read = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

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

/** CSS pixels of one rem: 16 unless text or interface are enlarged. */
export function useRootFontSize(): number {
  return useSyncExternalStore(subscribe, read, () => 16);
}
