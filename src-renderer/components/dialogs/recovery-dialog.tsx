import { useMessages } from '../../i18n';
import { Button } from '../shared/button';
import { DialogWindow } from '../shared/dialog-window';
import { RecoveryList, type RecoveryListProps } from '../states/recovery-list';

/** After a crash: what was kept. Closing keeps all. */
export function RecoveryDialog({
  onClose,
  ...list
}: RecoveryListProps & { readonly onClose: () => void }) {
  const { t } = useMessages();
  return (
    <DialogWindow
      title={t('recovery.title')}
      isWide
      onClose={onClose}
      footer={<Button onPress={onClose}>{t('recovery.close')}</Button>}
    >
      <p>{t('recovery.text', { count: list.drafts.length })}</p>
      <RecoveryList {...list} takesFocus />
    </DialogWindow>
  );
}
