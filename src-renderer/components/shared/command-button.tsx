import type { LucideIcon } from 'lucide-react';
import { labelKeyOf, type CommandId } from '../../../src-shared/commands';
import { useMessages } from '../../i18n';
import { Button, type ButtonProps } from './button';
import type { CommandPort } from './command-port';
import { WithTooltip } from './with-tooltip';

/** A button that carries a command out. */
export interface CommandButtonProps extends Pick<
  ButtonProps,
  'kind' | 'size' | 'className' | 'describedBy'
> {
  readonly command: CommandId;
  readonly port: CommandPort;
  /** In place of the command's own name. */
  readonly label?: string | undefined;
  /** In the tooltip, where it says more than the button: "Undo stroke". */
  readonly tip?: string | undefined;
  /** Why it cannot be carried out, where it cannot. */
  readonly reason?: string | undefined;
  readonly icon?: LucideIcon;
}

/** Name on the button; key, and the reason where it is disabled, in the tooltip. */
export function CommandButton(props: CommandButtonProps) {
  const { command, port, label, tip, reason, ...look } = props;
  const { t, keyOf } = useMessages();
  const isDisabled = !port.isEnabled(command);
  const key = keyOf(command);
  const name = label ?? t(labelKeyOf(command));
  return (
    <WithTooltip
      placement="bottom"
      content={
        <>
          {isDisabled && reason !== undefined ? reason : (tip ?? name)}
          {key !== undefined && <kbd>{key}</kbd>}
        </>
      }
    >
      <Button {...look} isDisabled={isDisabled} onPress={() => port.run(command)}>
        {name}
      </Button>
    </WithTooltip>
  );
}
