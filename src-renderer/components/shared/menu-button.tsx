import './popup.css';
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover, type PopoverProps } from 'react-aria-components/Popover';
import { Separator } from 'react-aria-components/Separator';
import { Fragment } from 'react';

/** One line of a menu. */
export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly key?: string | undefined;
  /** Undefined: nothing that is on or off. */
  readonly isChecked?: boolean;
  readonly isDisabled?: boolean;
}

/** A button that opens a menu. */
export interface MenuButtonProps {
  readonly trigger: ReactNode;
  readonly triggerName?: string | undefined;
  readonly triggerClassName: string;
  readonly name: string;
  /** Entries by section; lines are drawn between them. */
  readonly sections: readonly (readonly MenuEntry[])[];
  readonly onChoose: (id: string) => void;
  readonly placement?: NonNullable<PopoverProps['placement']>;
}

function MenuLine({
  entry,
  hasChecks,
}: {
  readonly entry: MenuEntry;
  readonly hasChecks: boolean;
}) {
  return (
    <>
      {hasChecks && <span className="popup-check">{entry.isChecked && <Check size={16} />}</span>}
      <span>{entry.label}</span>
      {entry.key !== undefined && <kbd>{entry.key}</kbd>}
    </>
  );
}

/** A menu whose checked entries are radio items of their section. */
export function MenuButton(props: MenuButtonProps) {
  const { sections, onChoose, name } = props;
  return (
    <MenuTrigger>
      <Button
        className={props.triggerClassName}
        {...(props.triggerName && { 'aria-label': props.triggerName })}
      >
        {props.trigger}
      </Button>
      <Popover className="popup" placement={props.placement ?? 'bottom start'} offset={4}>
        <Menu className="popup-list" aria-label={name} onAction={(key) => onChoose(String(key))}>
          {sections.map((entries, index) => {
            const hasChecks = entries.some(({ isChecked }) => isChecked !== undefined);
            return (
              <Fragment key={index}>
                {index > 0 && <Separator className="popup-separator" />}
                <MenuSection
                  aria-label={name}
                  {...(hasChecks && {
                    selectionMode: 'single',
                    selectedKeys: entries.filter((entry) => entry.isChecked).map(({ id }) => id),
                  })}
                >
                  {entries.map((entry) => (
                    <MenuItem
                      key={entry.id}
                      id={entry.id}
                      className="popup-item"
                      textValue={entry.label}
                      isDisabled={entry.isDisabled ?? false}
                    >
                      <MenuLine entry={entry} hasChecks={hasChecks} />
                    </MenuItem>
                  ))}
                </MenuSection>
              </Fragment>
            );
          })}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
