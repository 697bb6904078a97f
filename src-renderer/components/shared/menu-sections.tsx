import './popup.css';
import { Check } from 'lucide-react';
import { Fragment } from 'react';
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu';
import { Separator } from 'react-aria-components/Separator';

/** One line of a menu. */
export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly key?: string | undefined;
  /** Undefined: nothing that is on or off. */
  readonly isChecked?: boolean;
  readonly isDisabled?: boolean;
}

/** The entries of a menu. */
export interface MenuSectionsProps {
  readonly name: string;
  /** Entries by section; lines are drawn between them. */
  readonly sections: readonly (readonly MenuEntry[])[];
  readonly onChoose: (id: string) => void;
  /** Where no button owns the menu: it was left, or something was chosen. The first entry has the focus then. */
  readonly onClose?: () => void;
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

/** A menu whose checked entries are radio items of their section; one alone is a check box. */
export function MenuSections({ name, sections, onChoose, onClose }: MenuSectionsProps) {
  return (
    <Menu
      className="popup-list"
      aria-label={name}
      shouldCloseOnSelect
      onAction={(key) => onChoose(String(key))}
      {...(onClose && { onClose, autoFocus: 'first' as const })}
    >
      {sections.map((entries, index) => {
        const hasChecks = entries.some(({ isChecked }) => isChecked !== undefined);
        const isAlone = entries.length === 1;
        return (
          <Fragment key={index}>
            {index > 0 && <Separator className="popup-separator" />}
            <MenuSection
              aria-label={name}
              {...(hasChecks && {
                selectionMode: isAlone ? ('multiple' as const) : ('single' as const),
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
  );
}
