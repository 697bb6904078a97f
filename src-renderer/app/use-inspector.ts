import { useEffect, useState } from 'react';
import { update } from '../actions/context';
import { frameWidthOf } from '../components/frame/frame-width';
import { useRootFontSize } from '../components/shared/use-root-font-size';
import { useAppState, useStudio } from './app-context';

/** Whether the inspector is there: beside the picture unless it was folded, over it only when it was asked for. */
export function useInspector(): readonly [boolean, (isOpen: boolean) => void] {
  const studio = useStudio();
  const [windowPx, setWindowPx] = useState(innerWidth);
  // The frame lays the inspector out as a drawer by the same rule.
  const width = frameWidthOf(windowPx, useRootFontSize());
  const isNarrow = width === 'drawer' || width === 'narrow';
  const isInspectorOpen = useAppState((state) => state.isInspectorOpen);
  const isDrawerOpen = useAppState((state) => state.isDrawerOpen);
  useEffect(() => {
    const listen = () => setWindowPx(innerWidth);
    window.addEventListener('resize', listen);
    return () => window.removeEventListener('resize', listen);
  }, []);
  return isNarrow
    ? [isDrawerOpen, (isOpen) => update(studio, { isDrawerOpen: isOpen })]
    : [isInspectorOpen, (isOpen) => update(studio, { isInspectorOpen: isOpen })];
}
