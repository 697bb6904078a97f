import './select.css';
import './popup.css';
import { Check, ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';

/** A choice among several words, folded to the one that is chosen. */
export interface SelectProps<Value extends string> {
  readonly name: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly describedBy?: string | undefined;
}

/** A list that opens over its button. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { name, value, options, onChange, describedBy } = props;
  const label = options.find((option) => option.value === value)?.label;
  return (
    <AriaSelect
      className="select"
      aria-label={name}
      {...(describedBy !== undefined && { 'aria-describedby': describedBy })}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen) onChange(chosen.value);
      }}
    >
      <Button className="select-button">
        <SelectValue className="cut">{label}</SelectValue>
        <ChevronDown className="icon-small" aria-hidden="true" />
      </Button>
      <Popover className="popup select-popup" offset={4}>
        <ListBox className="popup-list" aria-label={name}>
          {options.map((option) => (
            <ListBoxItem
              key={option.value}
              id={option.value}
              className="popup-item"
              textValue={option.label}
            >
              {({ isSelected }) => (
                <>
                  <span className="popup-check">{isSelected && <Check size={16} />}</span>
                  {option.label}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
