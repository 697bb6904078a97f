import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/**
 * Hands the focus on where the focused button of a group was replaced by another: it goes to the first button of the group
 * instead of getting lost.
 * @param state changes whenever buttons are replaced
 */
export function useFocusSuccessor(group: RefObject<HTMLElement | null>, state: string): void {
  const hadFocus = useRef(false);
  useEffect(() => {
    const note = () => {
      hadFocus.current = group.current?.contains(document.activeElement) ?? false;
    };
    const leave = ({ target }: PointerEvent) => {
      if (!group.current?.contains(target as Node)) hadFocus.current = false;
    };
    document.addEventListener('focusin', note);
    document.addEventListener('pointerdown', leave);
    return () => {
      document.removeEventListener('focusin', note);
      document.removeEventListener('pointerdown', leave);
    };
  }, [group]);
  useLayoutEffect(() => {
    const isLost = document.activeElement === document.body || document.activeElement === null;
    if (hadFocus.current && isLost) group.current?.querySelector('button')?.focus();
  }, [group, state]);
}
