import { useState } from 'react';
import { chooseDevice } from '../actions/engine-choice';
import { closeError } from '../actions/files';
import { choosePhoto, openFile } from '../actions/open-photo';
import { ErrorBar } from '../components/states';
import { useMessages } from '../i18n';
import type { ShownError } from '../state/app-state';
import { useAppState, useStudio } from './app-context';

/** The bar with what went wrong, until it is closed. */
export function NoticeArea() {
  const studio = useStudio();
  const error = useAppState((state) => state.error);
  const start = useAppState((state) => state.start);
  const engine = useAppState((state) => state.engine);
  const { t } = useMessages();
  const [copied, setCopied] = useState<ShownError>();
  if (!error) return null;
  const { failure, brokenFile } = error;
  const ways = {
    openPhoto: { label: t('command.openPhoto'), onPress: () => void choosePhoto(studio) },
    openBroken: {
      label: t('error.openBroken'),
      onPress: () => brokenFile && void openFile(studio, brokenFile, true),
    },
    tryAgain: { label: t('error.retry'), onPress: () => closeError(studio) },
    useProcessor: {
      label: t('error.useProcessor'),
      onPress: () => void chooseDevice(studio, 'cpu'),
    },
  };
  const copyReport = () => {
    const facts = [
      `Heirloom ${start.version}, Electron ${start.electronVersion}, ${start.platform}`,
      `Device: ${engine.device ?? 'none'}`,
      `${failure.code}: ${failure.message}`,
      failure.details ?? '',
    ];
    void studio.api.copyText({ text: facts.join('\n') }).then(() => setCopied(error));
  };
  return (
    <ErrorBar
      kind={error.isNote ? 'note' : 'error'}
      message={failure.message}
      actions={error.actions.map((action) => ways[action])}
      onCopyReport={error.isNote ? undefined : copyReport}
      isCopied={copied === error}
      onClose={() => closeError(studio)}
    />
  );
}
