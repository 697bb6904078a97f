import './popup.css';
import type { ReactNode } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover, type PopoverProps } from 'react-aria-components/Popover';
import { Button } from 'react-aria-components/Button';

/** A button that opens a small panel beside it. */
export interface PopupPanelProps {
  /** Content of the button. */
  readonly trigger: ReactNode;
  readonly triggerName?: string | undefined;
  readonly triggerClassName: string;
  /** Name of the panel. */
  readonly name: string;
  readonly placement?: NonNullable<PopoverProps['placement']>;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}

/** Escape and a click outside close it; the focus goes back to the button. */
export function PopupPanel(props: PopupPanelProps) {
  const { trigger, triggerName, triggerClassName, name, placement = 'top start', children } = props;
  return (
    <DialogTrigger>
      <Button className={triggerClassName} {...(triggerName && { 'aria-label': triggerName })}>
        {trigger}
      </Button>
      <Popover className="popup" placement={placement} offset={6}>
        <Dialog className="popup-panel" aria-label={name}>
          {({ close }) => <>{typeof children === 'function' ? children(close) : children}</>}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
