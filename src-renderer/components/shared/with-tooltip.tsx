import './tooltip.css';
import type { ReactElement, ReactNode } from 'react';
import { Focusable } from 'react-aria-components/Focusable';
import { Tooltip, TooltipTrigger, type TooltipProps } from 'react-aria-components/Tooltip';
import { tooltipPlace } from './tooltip-place';

/** A tooltip for one focusable element: after 500 ms of hovering, at once on keyboard focus; Escape hides it. */
export function WithTooltip({
  children,
  content,
  placement = 'top',
}: {
  readonly children: ReactElement<Record<string, unknown>, string>;
  readonly content: ReactNode;
  readonly placement?: NonNullable<TooltipProps['placement']>;
}) {
  return (
    <TooltipTrigger delay={500} closeDelay={100}>
      <Focusable>{children}</Focusable>
      <Tooltip
        className="tooltip"
        placement={placement}
        offset={6}
        // Its successor, a provider above, is of a package that this one only brings along.
        // eslint-disable-next-line @typescript-eslint/no-deprecated
        UNSTABLE_portalContainer={tooltipPlace()}
      >
        {content}
      </Tooltip>
    </TooltipTrigger>
  );
}
