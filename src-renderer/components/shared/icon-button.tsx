import './button.css';
import type { LucideIcon } from 'lucide-react';
import type { TooltipProps } from 'react-aria-components/Tooltip';
import type { CommandId } from '../../../src-shared/commands';
import { useMessages } from '../../i18n';
import { classNames } from './class-names';
import { WithTooltip } from './with-tooltip';

/** A button that shows an icon alone. */
export interface IconButtonProps {
  readonly icon: LucideIcon;
  /** Its accessible name, shown in the tooltip with the key of `command`. */
  readonly name: string;
  readonly command?: CommandId | undefined;
  readonly onPress: () => void;
  readonly isDisabled?: boolean;
  /** For a toggle: whether it is on. */
  readonly isPressed?: boolean;
  readonly size?: 'normal' | 'small';
  readonly placement?: NonNullable<TooltipProps['placement']>;
  readonly className?: string;
}

/** An icon whose name and key are in its tooltip. */
export function IconButton(props: IconButtonProps) {
  const { icon: Icon, name, command, onPress, isDisabled = false, isPressed } = props;
  const { keyOf } = useMessages();
  const key = command && keyOf(command);
  return (
    <WithTooltip
      placement={props.placement ?? 'bottom'}
      content={
        <>
          {name}
          {key !== undefined && <kbd>{key}</kbd>}
        </>
      }
    >
      <button
        type="button"
        className={classNames(
          'button button-quiet button-icon',
          props.size === 'small' && 'button-small',
          props.className,
        )}
        aria-label={name}
        aria-disabled={isDisabled || undefined}
        aria-pressed={isPressed}
        onClick={() => {
          if (!isDisabled) onPress();
        }}
      >
        <Icon className={props.size === 'small' ? 'icon-small' : 'icon'} aria-hidden="true" />
      </button>
    </WithTooltip>
  );
}
