import type { ReactNode } from 'react';
import { classNames } from '../shared/class-names';
import { PopupPanel } from '../shared/popup-panel';

/** One entry of the status bar. */
export interface StatusItemProps {
  readonly text: ReactNode;
  /** Title of its panel. */
  readonly name: string;
  readonly isFixed?: boolean;
  readonly children: ReactNode | ((close: () => void) => ReactNode);
}

/** A button that opens its small panel above. */
export function StatusItem({ text, name, isFixed, children }: StatusItemProps) {
  return (
    <PopupPanel
      trigger={<span className="cut">{text}</span>}
      triggerClassName={classNames('status-item', 'focus-inside', isFixed && 'status-item-fixed')}
      name={name}
    >
      {children}
    </PopupPanel>
  );
}
