import { useLayoutEffect, useState, type RefObject } from 'react';

/** How much room the window has, in letters rather than pixels: large text makes a window narrower too. */
export type FrameWidth = 'wide' | 'middle' | 'drawer' | 'narrow';

/** Below these widths, in CSS pixels at normal text size. */
export const frameWidths = { middle: 1180, drawer: 1000, narrow: 720 } as const;

/** @param widthPx CSS pixels; @param rootFontPx CSS pixels of one rem */
export function frameWidthOf(widthPx: number, rootFontPx: number): FrameWidth {
  const width = (widthPx * 16) / rootFontPx;
  if (width < frameWidths.narrow) return 'narrow';
  if (width < frameWidths.drawer) return 'drawer';
  return width < frameWidths.middle ? 'middle' : 'wide';
}

/** The width class of an element, kept up to date. */
export function useFrameWidth(
  frame: RefObject<HTMLElement | null>,
  rootFontPx: number,
): FrameWidth {
  const [widthPx, setWidthPx] = useState<number>(frameWidths.middle);
  useLayoutEffect(() => {
    const element = frame.current!;
    setWidthPx(element.clientWidth);
    const observer = new ResizeObserver(() => setWidthPx(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return frameWidthOf(widthPx, rootFontPx);
}
