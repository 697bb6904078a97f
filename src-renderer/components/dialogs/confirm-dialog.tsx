import { useMessages } from '../../i18n';
import { Button } from '../shared/button';
import { DialogWindow } from '../shared/dialog-window';

/** The one question that is ever asked: deleting drafts cannot be undone. */
export interface ConfirmDeleteProps {
  /** Name of the photo, or how many drafts. The picture of some is nowhere else: they were pasted. */
  readonly what:
    | { readonly name: string; readonly isOnlyCopy: boolean }
    | { readonly count: number; readonly onlyCopies: number };
  readonly onDelete: () => void;
  readonly onKeep: () => void;
}

/** The safe button has the focus. */
export function ConfirmDelete({ what, onDelete, onKeep }: ConfirmDeleteProps) {
  const { t } = useMessages();
  const isOne = 'name' in what;
  return (
    <DialogWindow
      title={t(isOne ? 'recovery.deleteTitle' : 'recovery.deleteAllTitle')}
      onClose={onKeep}
      isQuestion
      footer={
        <>
          <Button onPress={onDelete}>{t('recovery.deleteConfirm')}</Button>
          <Button kind="primary" onPress={onKeep} autoFocus>
            {t('recovery.keep')}
          </Button>
        </>
      }
    >
      {isOne ? (
        <p>{t(what.isOnlyCopy ? 'recovery.deleteOnlyCopyText' : 'recovery.deleteText', what)}</p>
      ) : (
        <>
          <p>{t('recovery.deleteAllText', { count: what.count })}</p>
          {what.onlyCopies > 0 && (
            <p>{t('recovery.deleteOnlyCopies', { count: what.onlyCopies })}</p>
          )}
        </>
      )}
    </DialogWindow>
  );
}
