import { useEffect, useState } from 'react';
import { update } from '../actions/context';
import { useAppState, useStudio } from './app-context';

/** Below this the inspector is a drawer over the picture; the frame lays it out by the same rule. */
const narrow = '(max-width: 999px)';

/** Whether the inspector is there: beside the picture unless it was folded, over it only when it was asked for. */
export function useInspector(): readonly [boolean, (isOpen: boolean) => void] {
  const studio = useStudio();
  const [isNarrow, setNarrow] = useState(() => matchMedia(narrow).matches);
  const isInspectorOpen = useAppState((state) => state.isInspectorOpen);
  const isDrawerOpen = useAppState((state) => state.isDrawerOpen);
  useEffect(() => {
    const query = matchMedia(narrow);
    const listen = () => setNarrow(query.matches);
    query.addEventListener('change', listen);
    return () => query.removeEventListener('change', listen);
  }, []);
  return isNarrow
    ? [isDrawerOpen, (isOpen) => update(studio, { isDrawerOpen: isOpen })]
    : [isInspectorOpen, (isOpen) => update(studio, { isInspectorOpen: isOpen })];
}
