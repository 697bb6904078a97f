import './settings.css';
import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { useMessages } from '../../i18n';
import { DialogWindow } from '../shared/dialog-window';
import { KeysPanel } from './keys-panel';
import {
  AccessibilityPanel,
  DevicePanel,
  LanguagePanel,
  LookPanel,
  PointerPanel,
  SavingPanel,
  type SettingsInput,
} from './settings-panels';

/** Pages of the settings. */
export type SettingsPage = keyof typeof panels;

/** The settings; each applies at once. */
export interface SettingsDialogProps extends SettingsInput {
  readonly initialPage?: SettingsPage;
  readonly onClose: () => void;
}

const panels = {
  look: LookPanel,
  keys: KeysPanel,
  pointer: PointerPanel,
  saving: SavingPanel,
  device: DevicePanel,
  language: LanguagePanel,
  accessibility: AccessibilityPanel,
} as const;
const pages = Object.keys(panels) as readonly SettingsPage[];

/** One page beside the list of pages. */
export function SettingsDialog({ initialPage = 'look', onClose, ...input }: SettingsDialogProps) {
  const { t } = useMessages();
  const [page, setPage] = useState<SettingsPage>(initialPage);
  return (
    <DialogWindow title={t('settings.title')} isWide onClose={onClose}>
      <Tabs
        className="settings"
        orientation="vertical"
        selectedKey={page}
        onSelectionChange={(key) => setPage(key as SettingsPage)}
      >
        <TabList className="settings-tabs" aria-label={t('settings.title')}>
          {pages.map((id) => (
            <Tab key={id} id={id} className="settings-tab">
              {t(`settings.${id}`)}
            </Tab>
          ))}
        </TabList>
        {pages.map((id) => {
          const Panel = panels[id];
          return (
            <TabPanel key={id} id={id} className="settings-panel">
              <Panel {...input} />
            </TabPanel>
          );
        })}
      </Tabs>
    </DialogWindow>
  );
}
