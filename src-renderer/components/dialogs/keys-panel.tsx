import './shortcuts.css';
import { RotateCcw, X } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import {
  commandTable,
  isReservedKey,
  keysOf as allKeysOf,
  labelKeyOf,
  nativeKeyOf,
  type CommandId,
  type KeyPreferences,
} from '../../../src-shared/commands';
import { useMessages } from '../../i18n';
import { Button } from '../shared/button';
import { Checkbox } from '../shared/checkbox';
import { IconButton } from '../shared/icon-button';
import { chooseKey, withKey, withoutKey, type ChosenKey } from './choose-key';
import type { SettingsInput } from './settings-panels';
import { searchCommands } from './shortcut-groups';

interface KeyRowProps {
  readonly id: CommandId;
  readonly changed: KeyPreferences['keys'];
  readonly onChange: (changed: KeyPreferences['keys']) => void;
}

function useProblemText() {
  const { t, keyText } = useMessages();
  return (chosen: ChosenKey | undefined) => {
    if (chosen?.kind === 'reserved') {
      return t('settings.keyReserved', { key: keyText(chosen.key) });
    }
    if (chosen?.kind !== 'taken') return undefined;
    const command = t(labelKeyOf(chosen.by));
    return t('settings.keyTaken', { key: keyText(chosen.key), command });
  };
}

/** Waiting for a key, and what came of the last one. */
function useKeyCapture({ id, changed, onChange }: KeyRowProps) {
  const { platform } = useMessages();
  const [isCapturing, setIsCapturing] = useState(false);
  const [chosen, setChosen] = useState<ChosenKey>();
  const press = (event: KeyboardEvent) => {
    if (!isCapturing || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') {
      setIsCapturing(false);
      return;
    }
    const result = chooseKey(id, event.nativeEvent, platform, changed);
    setChosen(result);
    if (result.kind !== 'free') return;
    onChange(withKey(id, result.key, platform, changed));
    setIsCapturing(false);
  };
  return { isCapturing, setIsCapturing, chosen, press };
}

function KeyRow(props: KeyRowProps) {
  const { id, changed, onChange } = props;
  const { t, keysOf, platform } = useMessages();
  const { isCapturing, setIsCapturing, chosen, press } = useKeyCapture(props);
  const problem = useProblemText()(chosen);
  const command = t(labelKeyOf(id));
  const keys = keysOf(id).join(', ') || t('settings.noKey');
  return (
    <li className="key-row">
      <span className="key-row-name">{command}</span>
      <Button
        className="key-capture"
        onKeyDown={press}
        onBlur={() => setIsCapturing(false)}
        onPress={() => setIsCapturing(!isCapturing)}
      >
        {isCapturing ? t('settings.pressKey') : keys}
        <span className="visually-hidden">{t('settings.changeKey', { command })}</span>
      </Button>
      <IconButton
        icon={X}
        size="small"
        name={t('settings.removeKey', { command })}
        onPress={() => onChange(withKey(id, '', platform, changed))}
      />
      <IconButton
        icon={RotateCcw}
        size="small"
        name={t('settings.resetKey', { command })}
        isDisabled={!(id in changed)}
        onPress={() => onChange(withoutKey(id, changed))}
      />
      <p className="key-problem" role="status">
        {problem}
      </p>
    </li>
  );
}

/** Single keys can be changed one by one, or switched off together; those with Ctrl or ⌘ belong to the menus. */
export function KeysPanel({ preferences, onChange }: SettingsInput) {
  const { t, platform } = useMessages();
  const isOwn = (id: CommandId) => {
    const own = allKeysOf(id, platform);
    const isFree = own.some((key) => !isReservedKey(key, platform));
    return isFree && nativeKeyOf(id, platform) === undefined && !commandTable[id].role;
  };
  return (
    <>
      <Checkbox
        label={t('settings.singleKeys')}
        text={t('settings.singleKeysText')}
        isChecked={preferences.singleKeys}
        onChange={(singleKeys) => onChange({ singleKeys })}
      />
      <div>
        <Button
          isDisabled={Object.keys(preferences.keys).length === 0}
          onPress={() => onChange({ keys: {} })}
        >
          {t('settings.resetKeys')}
        </Button>
      </div>
      {searchCommands('', t, isOwn).map(({ menu, ids }) => (
        <section key={menu}>
          <h3>{t(`menu.${menu}`)}</h3>
          <ul>
            {ids.map((id) => (
              <KeyRow
                key={id}
                id={id}
                changed={preferences.keys}
                onChange={(keys) => onChange({ keys })}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
