import type { ReactNode } from 'react';
import { useMessages } from '../../i18n';
import { Button } from '../shared/button';
import { DialogWindow } from '../shared/dialog-window';
import { Field } from '../shared/field';

/** What the program is. */
export interface AboutDialogProps {
  readonly version: string;
  readonly electronVersion: string;
  /** Name of the restoration model in use. */
  readonly priorId: string | undefined;
  readonly onCopyVersion: () => void;
  /** Opens texts that lie on this computer. */
  readonly onShowLicences: (() => void) | undefined;
  readonly onShowPriorCard: (() => void) | undefined;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

/** Version, licence, and where to read more, all without a network. */
export function AboutDialog(props: AboutDialogProps) {
  const { version, electronVersion, priorId, onShowLicences, onShowPriorCard } = props;
  const { t } = useMessages();
  return (
    <DialogWindow title={t('about.title')} onClose={props.onClose}>
      <p>{t('about.text')}</p>
      <div className="row">
        <span className="selectable">
          {t('about.version', { version })}
          <span className="secondary"> (Electron {electronVersion})</span>
        </span>
        <Button className="push" onPress={props.onCopyVersion}>
          {t('about.copyVersion')}
        </Button>
      </div>
      <Field label={t('about.licence')}>Apache-2.0</Field>
      {priorId !== undefined && (
        <Field label={t('about.prior')}>
          <span className="selectable">{priorId}</span>
        </Field>
      )}
      <div className="row">
        {onShowLicences && <Button onPress={onShowLicences}>{t('about.licences')}</Button>}
        {onShowPriorCard && <Button onPress={onShowPriorCard}>{t('about.priorCard')}</Button>}
      </div>
    </DialogWindow>
  );
}
