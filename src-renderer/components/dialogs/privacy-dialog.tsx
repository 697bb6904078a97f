import './privacy-dialog.css';
import type { NetworkReport } from '../../../src-shared/contract/studio-contract';
import { useMessages } from '../../i18n';
import { Button } from '../shared/button';
import { Checkbox } from '../shared/checkbox';
import { DialogWindow } from '../shared/dialog-window';

/** What lies on this computer, but for the draft of the open photo, which stays. */
export interface DraftsTotal {
  readonly count: number;
  readonly byteLength: number;
  /** The open photo has a draft as well. */
  readonly isOpenKept: boolean;
}

/** What leaves the computer, and what does not. */
export interface PrivacyDialogProps {
  readonly network: NetworkReport;
  readonly drafts: DraftsTotal;
  /** Asks once before it deletes. */
  readonly onDeleteDrafts: () => void;
  readonly writesProvenance: boolean;
  readonly onWritesProvenanceChange: (writes: boolean) => void;
  readonly onClose: () => void;
}

/** Drafts: how many, how large, and a way to be rid of them. */
export function DraftsLine({
  drafts,
  onDeleteDrafts,
}: Pick<PrivacyDialogProps, 'drafts' | 'onDeleteDrafts'>) {
  const { t, formats } = useMessages();
  const { count, byteLength, isOpenKept } = drafts;
  return (
    <div className="row">
      <span className="tabular">
        {count === 0
          ? t(isOpenKept ? 'recovery.onlyOpen' : 'recovery.none')
          : t('settings.draftsSize', { count, size: formats.bytes(byteLength) })}
      </span>
      {count > 0 && (
        <Button className="push" onPress={onDeleteDrafts}>
          {t('settings.deleteDrafts')}
        </Button>
      )}
    </div>
  );
}

/** The promise, its proof so far, and how to check it. */
export function PrivacyDialog(props: PrivacyDialogProps) {
  const { network, writesProvenance } = props;
  const { t, formats } = useMessages();
  return (
    <DialogWindow title={t('privacy.title')} onClose={props.onClose}>
      <div>
        <p className="privacy-promise">{t('privacy.leaves')}</p>
        <p className="tabular">
          {t('privacy.connections', {
            connections: formats.number(network.connections),
            refused: formats.number(network.refused),
          })}
        </p>
      </div>
      <section className="stack">
        <h3>{t('privacy.check')}</h3>
        <ol className="privacy-list">
          <li>{t('privacy.check1')}</li>
          <li>{t('privacy.check2')}</li>
          <li>{t('privacy.check3')}</li>
        </ol>
      </section>
      <section className="stack">
        <h3>{t('privacy.drafts')}</h3>
        <p>{t('privacy.draftsText')}</p>
        <p className="secondary">{t('privacy.draftsRule')}</p>
        <DraftsLine {...props} />
      </section>
      <section className="stack">
        <h3>{t('privacy.inFiles')}</h3>
        <Checkbox
          label={t('settings.provenance')}
          text={t('settings.provenanceText')}
          isChecked={writesProvenance}
          onChange={props.onWritesProvenanceChange}
        />
      </section>
    </DialogWindow>
  );
}
