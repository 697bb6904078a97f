import './shortcuts.css';
import '../shared/field.css';
import { useState } from 'react';
import { commandTable, labelKeyOf, type CommandId } from '../../../src-shared/commands';
import { useMessages } from '../../i18n';
import { Button } from '../shared/button';
import { DialogWindow } from '../shared/dialog-window';
import { searchCommands } from './shortcut-groups';

/** The page behind "?". */
export interface ShortcutsPageProps {
  /** Opens Settings > Keys. */
  readonly onChangeKeys: () => void;
  readonly onClose: () => void;
}

function Shortcut({ id }: { readonly id: CommandId }) {
  const { t, keysOf } = useMessages();
  return (
    <li className="shortcut">
      <span>{t(labelKeyOf(id))}</span>
      <span className="shortcut-keys">
        {commandTable[id].holds && <span className="secondary">{t('shortcuts.held')}</span>}
        {keysOf(id).map((key) => (
          <kbd key={key} className="keycap">
            {key}
          </kbd>
        ))}
      </span>
    </li>
  );
}

/** Every command that has a key, by menu. */
export function ShortcutsPage({ onChangeKeys, onClose }: ShortcutsPageProps) {
  const { t, keysOf } = useMessages();
  const [text, setText] = useState('');
  const groups = searchCommands(text, t, (id) => keysOf(id).length > 0);
  return (
    <DialogWindow
      title={t('shortcuts.title')}
      isWide
      onClose={onClose}
      footer={<Button onPress={onChangeKeys}>{t('shortcuts.change')}</Button>}
    >
      <input
        className="text-field"
        type="search"
        aria-label={t('shortcuts.search')}
        placeholder={t('shortcuts.search')}
        value={text}
        autoFocus
        onChange={(event) => setText(event.target.value)}
      />
      {groups.length === 0 && <p className="secondary">{t('shortcuts.noneFound', { text })}</p>}
      <div className="shortcuts">
        {groups.map(({ menu, ids }) => (
          <section key={menu} className="shortcuts-group">
            <h3>{t(`menu.${menu}`)}</h3>
            <ul>
              {ids.map((id) => (
                <Shortcut key={id} id={id} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </DialogWindow>
  );
}
