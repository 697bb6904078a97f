import './dialog.css';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useMessages } from '../../i18n';
import { classNames } from './class-names';
import { IconButton } from './icon-button';

/** A modal window in the window. */
export interface DialogWindowProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons below; without them closing is all there is to do. */
  readonly footer?: ReactNode;
  readonly isWide?: boolean;
  /** It asks something that matters: a click beside it does not answer. */
  readonly isQuestion?: boolean;
}

/** Escape closes it, and the focus returns to where it was. */
export function DialogWindow(props: DialogWindowProps) {
  const { title, onClose, children, footer, isWide, isQuestion = false } = props;
  const { t } = useMessages();
  return (
    <ModalOverlay
      className="dialog-backdrop"
      isOpen
      isDismissable={!isQuestion}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className={classNames('dialog', isWide && 'dialog-wide')}>
        <Dialog role={isQuestion ? 'alertdialog' : 'dialog'}>
          <div className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {!isQuestion && (
              <IconButton className="push" icon={X} name={t('common.close')} onPress={onClose} />
            )}
          </div>
          <div className="dialog-body">{children}</div>
          {footer !== undefined && <div className="dialog-foot">{footer}</div>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
