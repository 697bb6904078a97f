import { useState } from 'react';
import { update } from '../actions/context';
import { deleteDrafts } from '../actions/drafts';
import { paintRegion } from '../actions/edit-mask';
import { changePreferences } from '../actions/view';
import {
  AboutDialog,
  ConfirmDelete,
  MarkAreaDialog,
  PrivacyDialog,
  SettingsDialog,
  ShortcutsPage,
} from '../components/dialogs';
import type { DialogName } from '../state/app-state';
import { useAppState, useStudio } from './app-context';
import { devicesOf } from './device-choice';
import { RecoveryArea } from './recovery-area';
import { SaveArea } from './save-area';

/** The dialog that is open, if one is. */
export function DialogsArea() {
  const studio = useStudio();
  const state = useAppState((whole) => whole);
  const [isDeletingAll, setDeletingAll] = useState(false);
  const { dialog, start, preferences, photo } = state;
  const open = (name: DialogName | undefined) => update(studio, { dialog: name });
  const close = () => open(undefined);
  const drafts = {
    count: start.drafts.length,
    byteLength: start.drafts.reduce((sum, { byteLength }) => sum + byteLength, 0),
  };
  if (isDeletingAll) {
    return (
      <ConfirmDelete
        what={{ count: drafts.count }}
        onDelete={() => {
          setDeletingAll(false);
          void deleteDrafts(studio, 'all');
        }}
        onKeep={() => setDeletingAll(false)}
      />
    );
  }
  switch (dialog) {
    case undefined:
      return null;
    case 'save':
      return <SaveArea onClose={close} />;
    case 'recovery':
      return <RecoveryArea onClose={close} />;
    case 'shortcuts':
      return <ShortcutsPage onChangeKeys={() => open('settings')} onClose={close} />;
    case 'settings':
      return (
        <SettingsDialog
          preferences={preferences}
          onChange={(changes) => void changePreferences(studio, changes)}
          deviceChoices={devicesOf[start.platform]}
          drafts={drafts}
          onDeleteDrafts={() => setDeletingAll(true)}
          onClose={close}
        />
      );
    case 'privacy':
      return (
        <PrivacyDialog
          network={state.network}
          drafts={drafts}
          onDeleteDrafts={() => setDeletingAll(true)}
          writesProvenance={preferences.writesProvenance}
          onWritesProvenanceChange={(writesProvenance) =>
            void changePreferences(studio, { writesProvenance })
          }
          onClose={close}
        />
      );
    case 'about':
      return (
        <AboutDialog
          version={start.version}
          electronVersion={start.electronVersion}
          priorId={state.engine.priorId}
          onCopyVersion={() =>
            void studio.api.copyText({
              text: `Heirloom ${start.version}, Electron ${start.electronVersion}, ${start.platform}`,
            })
          }
          onShowLicences={undefined}
          onShowPriorCard={undefined}
          onClose={close}
        />
      );
    case 'markArea':
      return photo ? (
        <MarkAreaDialog
          photo={photo}
          initial={{ x: photo.width / 2, y: photo.height / 2 }}
          onMark={(region) => paintRegion(studio, region)}
          onClose={close}
        />
      ) : null;
  }
}
