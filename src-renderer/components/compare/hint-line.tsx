import './hint-line.css';
import { useMessages } from '../../i18n';
import { Button } from '../shared/button';

/** The one line of help below the picture. */
export interface HintLineProps {
  readonly text: string;
  /** Hides it for good; the settings bring it back. */
  readonly onHide: () => void;
}

/** Words of what can be done now. */
export function HintLine({ text, onHide }: HintLineProps) {
  const { t } = useMessages();
  return (
    <div className="hint-line" role="group" aria-label={t('hint.label')}>
      <p id="hint">{text}</p>
      <Button className="push" kind="quiet" size="small" onPress={onHide}>
        {t('hint.hide')}
      </Button>
    </div>
  );
}
