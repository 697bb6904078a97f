import './context-menu.css';
import { useEffect, useRef, useState, type CSSProperties } from 'react';
import { Popover } from 'react-aria-components/Popover';
import { MenuSections, type MenuSectionsProps } from './menu-sections';

/** A menu that belongs to a place rather than to a button. */
export interface ContextMenuProps extends Required<MenuSectionsProps> {
  /** CSS pixels of the window. */
  readonly x: number;
  readonly y: number;
}

/** Gives the focus back to what had it before the menu, unless what was chosen has moved it. */
function useFocusReturn(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // The rest of the window can take the focus again once the menu has let go of it.
      requestAnimationFrame(() => {
        const isLost = document.activeElement === document.body;
        if (isLost && opener instanceof HTMLElement) opener.focus();
      });
    },
    [opener],
  );
}

/** Opens at once; Escape and a click outside close it, and the focus goes back to where it was. */
export function ContextMenu({ x, y, onClose, ...menu }: ContextMenuProps) {
  const place = useRef<HTMLDivElement>(null);
  useFocusReturn();
  return (
    <>
      <div
        ref={place}
        className="context-menu-place"
        style={{ '--place-x': `${x}px`, '--place-y': `${y}px` } as CSSProperties}
      />
      <Popover
        className="popup"
        trigger="MenuTrigger"
        triggerRef={place}
        aria-label={menu.name}
        placement="bottom start"
        offset={2}
        isOpen
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
      >
        <MenuSections {...menu} onClose={onClose} />
      </Popover>
    </>
  );
}
