import './popup.css';
import { useContext, type ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { DialogTrigger, OverlayTriggerStateContext } from 'react-aria-components/Dialog';
import { Popover, type PopoverProps } from 'react-aria-components/Popover';

type Content = ReactNode | ((close: () => void) => ReactNode);

/** A button that opens a small panel beside it. */
export interface PopupPanelProps {
  /** Content of the button. */
  readonly trigger: ReactNode;
  readonly triggerClassName: string;
  /** Name of the panel. */
  readonly name: string;
  readonly placement?: NonNullable<PopoverProps['placement']>;
  readonly children: Content;
}

function Panel({ children }: { readonly children: Content }) {
  const state = useContext(OverlayTriggerStateContext);
  return (
    <div className="popup-panel">
      {typeof children === 'function' ? children(() => state?.close()) : children}
    </div>
  );
}

/**
 * Escape and a click outside close it; the focus goes back to the button. The popover is the dialog itself, so that all that
 * React Aria puts into it lies within.
 */
export function PopupPanel(props: PopupPanelProps) {
  const { trigger, triggerClassName, name, placement = 'top start', children } = props;
  return (
    <DialogTrigger>
      <Button className={triggerClassName}>{trigger}</Button>
      <Popover className="popup" placement={placement} offset={6} aria-label={name}>
        <Panel>{children}</Panel>
      </Popover>
    </DialogTrigger>
  );
}
