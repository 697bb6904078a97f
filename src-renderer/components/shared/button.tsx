import './button.css';
import type { ButtonHTMLAttributes, MouseEvent, ReactNode, Ref } from 'react';
import type { LucideIcon } from 'lucide-react';
import { classNames } from './class-names';

/** A button with words. */
export interface ButtonProps extends Omit<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'disabled' | 'onClick' | 'className'
> {
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** The filled one of a panel, one with an outline (default), or one that is only words. */
  readonly kind?: 'primary' | 'secondary' | 'quiet';
  readonly size?: 'normal' | 'large' | 'small';
  readonly icon?: LucideIcon | undefined;
  /** It stays focusable, so that its reason can be read. */
  readonly isDisabled?: boolean;
  /** Id of the element that says why it is disabled, or what it does. */
  readonly describedBy?: string | undefined;
  readonly className?: string;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

/** A native button: it acts on release, so that sliding off cancels, and it can be focused while it is disabled. */
export function Button({
  children,
  onPress,
  kind = 'secondary',
  size = 'normal',
  icon: Icon,
  isDisabled = false,
  describedBy,
  className,
  ...rest
}: ButtonProps) {
  const press = (event: MouseEvent) => {
    event.stopPropagation();
    if (!isDisabled) onPress();
  };
  return (
    <button
      type="button"
      {...rest}
      className={classNames(
        'button',
        `button-${kind}`,
        size !== 'normal' && `button-${size}`,
        className,
      )}
      aria-disabled={isDisabled || undefined}
      aria-describedby={describedBy ?? rest['aria-describedby']}
      onClick={press}
    >
      {Icon && <Icon className="icon" aria-hidden="true" />}
      {children}
    </button>
  );
}
