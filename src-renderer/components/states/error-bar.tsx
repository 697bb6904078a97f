import './error-bar.css';
import { Info, TriangleAlert, X } from 'lucide-react';
import { useMessages } from '../../i18n';
import { Button } from '../shared/button';
import { IconButton } from '../shared/icon-button';

/** One way out of an error. */
export interface ErrorAction {
  readonly label: string;
  readonly onPress: () => void;
}

/** What went wrong, until it is closed. */
export interface ErrorBarProps {
  /** A note is polite and has an i; an error is told at once. */
  readonly kind: 'error' | 'note';
  /** One sentence. */
  readonly message: string;
  /** Up to two. */
  readonly actions: readonly ErrorAction[];
  /** Undefined: there is no report. */
  readonly onCopyReport: (() => void) | undefined;
  /** The report was copied. */
  readonly isCopied: boolean;
  readonly onClose: () => void;
}

/** Above the picture; it takes no focus and does not leave by itself. */
export function ErrorBar(props: ErrorBarProps) {
  const { kind, message, actions, onCopyReport, isCopied, onClose } = props;
  const { t } = useMessages();
  const Icon = kind === 'error' ? TriangleAlert : Info;
  return (
    <div className="error-bar" data-kind={kind} role={kind === 'error' ? 'alert' : 'status'}>
      <Icon className="icon error-bar-icon" aria-hidden="true" />
      <div className="error-bar-words">
        <p className="error-bar-text">{message}</p>
        <div className="row">
          {actions.map(({ label, onPress }) => (
            <Button key={label} onPress={onPress}>
              {label}
            </Button>
          ))}
          {onCopyReport && (
            <Button kind="quiet" onPress={onCopyReport}>
              {t(isCopied ? 'error.reportCopied' : 'error.copyReport')}
            </Button>
          )}
        </div>
      </div>
      <IconButton icon={X} name={t('error.close')} placement="left" onPress={onClose} />
    </div>
  );
}
