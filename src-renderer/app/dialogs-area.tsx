import { useEffect, useState, type ReactNode } from 'react';
import { takeSettings } from '../actions/engine-choice';
import { update } from '../actions/context';
import { deleteDrafts } from '../actions/drafts';
import { refreshKeptWork } from '../actions/kept-work';
import { paintRegion } from '../actions/edit-mask';
import { changePreferences } from '../actions/view';
import {
  AboutDialog,
  ConfirmDelete,
  MarkAreaDialog,
  PrivacyDialog,
  type DraftsTotal,
  SettingsDialog,
  ShortcutsPage,
} from '../components/dialogs';
import type { DialogName } from '../state/app-state';
import { useAppState, useStudio } from './app-context';
import { devicesOf } from './devices';
import { RecoveryArea } from './recovery-area';
import { SaveArea } from './save-area';

interface DialogProps {
  readonly onClose: () => void;
}

/** The dialog that is open, if one is. */
export function DialogsArea() {
  const studio = useStudio();
  const dialog = useAppState((state) => state.dialog);
  const open = (name: DialogName | undefined) => update(studio, { dialog: name });
  const close = () => open(undefined);
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
      return <Settings onClose={close} />;
    case 'privacy':
      return <Privacy onClose={close} />;
    case 'about':
      return <About onClose={close} />;
    case 'markArea':
      return <MarkArea onClose={close} />;
  }
}

/** How much the drafts are, and the one question before they are all deleted. */
function useDrafts(): {
  readonly drafts: DraftsTotal;
  readonly onDeleteDrafts: () => void;
  readonly question: ReactNode;
} {
  const studio = useStudio();
  const list = useAppState((state) => state.start.drafts);
  const isOpenKept = useAppState(({ isSample, keptAtMs }) => !isSample && keptAtMs !== undefined);
  useEffect(() => void refreshKeptWork(studio), [studio]);
  const [isAsking, setAsking] = useState(false);
  const question = isAsking && (
    <ConfirmDelete
      what={{
        count: list.length,
        onlyCopies: list.filter(({ isOnlyCopy }) => isOnlyCopy).length,
      }}
      onDelete={() => {
        setAsking(false);
        void deleteDrafts(studio, 'all');
      }}
      onKeep={() => setAsking(false)}
    />
  );
  return {
    drafts: {
      count: list.length,
      byteLength: list.reduce((sum, { byteLength }) => sum + byteLength, 0),
      isOpenKept,
    },
    onDeleteDrafts: () => setAsking(true),
    question,
  };
}

function Settings({ onClose }: DialogProps) {
  const studio = useStudio();
  const preferences = useAppState((state) => state.preferences);
  const { platform } = useAppState((state) => state.start);
  const { question, ...drafts } = useDrafts();
  if (question) return question;
  return (
    <SettingsDialog
      {...drafts}
      preferences={preferences}
      onChange={(changes) => void takeSettings(studio, changes)}
      deviceChoices={devicesOf[platform]}
      onClose={onClose}
    />
  );
}

function Privacy({ onClose }: DialogProps) {
  const studio = useStudio();
  const network = useAppState((state) => state.network);
  const { writesProvenance } = useAppState((state) => state.preferences);
  const { question, ...drafts } = useDrafts();
  if (question) return question;
  return (
    <PrivacyDialog
      {...drafts}
      network={network}
      writesProvenance={writesProvenance}
      onWritesProvenanceChange={(writes) =>
        void changePreferences(studio, { writesProvenance: writes })
      }
      onClose={onClose}
    />
  );
}

function About({ onClose }: DialogProps) {
  const studio = useStudio();
  const { version, electronVersion, platform } = useAppState((state) => state.start);
  const priorId = useAppState((state) => state.engine.priorId);
  const text = `Heirloom ${version}, Electron ${electronVersion}, ${platform}`;
  return (
    <AboutDialog
      version={version}
      electronVersion={electronVersion}
      priorId={priorId}
      onCopyVersion={() => void studio.api.copyText({ text })}
      onShowLicences={undefined}
      onShowPriorCard={undefined}
      onClose={onClose}
    />
  );
}

function MarkArea({ onClose }: DialogProps) {
  const studio = useStudio();
  const photo = useAppState((state) => state.photo);
  if (!photo) return null;
  return (
    <MarkAreaDialog
      photo={photo}
      initial={{ x: photo.width / 2, y: photo.height / 2 }}
      onMark={(region) => paintRegion(studio, region)}
      onClose={onClose}
    />
  );
}
