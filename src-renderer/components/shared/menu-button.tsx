import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { MenuTrigger } from 'react-aria-components/Menu';
import { Popover, type PopoverProps } from 'react-aria-components/Popover';
import { MenuSections, type MenuSectionsProps } from './menu-sections';

/** A button that opens a menu. */
export interface MenuButtonProps extends Omit<MenuSectionsProps, 'onClose'> {
  readonly trigger: ReactNode;
  readonly triggerName?: string | undefined;
  readonly triggerClassName: string;
  readonly placement?: NonNullable<PopoverProps['placement']>;
}

/** The menu opens below its button. */
export function MenuButton(props: MenuButtonProps) {
  return (
    <MenuTrigger>
      <Button
        className={props.triggerClassName}
        {...(props.triggerName && { 'aria-label': props.triggerName })}
      >
        {props.trigger}
      </Button>
      <Popover className="popup" placement={props.placement ?? 'bottom start'} offset={4}>
        <MenuSections name={props.name} sections={props.sections} onChoose={props.onChoose} />
      </Popover>
    </MenuTrigger>
  );
}
