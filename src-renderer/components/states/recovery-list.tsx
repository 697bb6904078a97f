import './recovery-list.css';
import { useMessages } from '../../i18n';
import { Button } from '../shared/button';

/** Work that was never saved to the end. */
export interface DraftRow {
  readonly id: string;
  readonly name: string;
  readonly savedAt: Date;
  /** "31 strokes, iteration 14". */
  readonly summary: string;
  /** A small picture, as a URL. */
  readonly thumbnail: string | undefined;
}

/** Drafts, and what can be done with each. */
export interface RecoveryListProps {
  readonly drafts: readonly DraftRow[];
  readonly now: Date;
  readonly onRestore: (id: string) => void;
  /** Absent: it is not offered. */
  readonly onShowOriginal?: (id: string) => void;
  /** Asks once before it deletes. */
  readonly onDelete: (id: string) => void;
  /** The first Restore has the focus: where the list is the content of a dialog. */
  readonly takesFocus?: boolean;
}

/** One row a draft. */
export function RecoveryList(props: RecoveryListProps) {
  const { drafts, now, onRestore, onShowOriginal, onDelete, takesFocus = false } = props;
  const { t, formats } = useMessages();
  if (drafts.length === 0) return <p className="secondary">{t('recovery.none')}</p>;
  return (
    <ul aria-label={t('recovery.list')}>
      {drafts.map(({ id, name, savedAt, summary, thumbnail }, index) => (
        <li key={id} className="recovery-row">
          {thumbnail === undefined ? (
            <span className="recovery-picture" />
          ) : (
            <img className="recovery-picture" src={thumbnail} alt="" />
          )}
          <div className="recovery-words">
            <span className="recovery-name">{name}</span>
            <span className="secondary tabular">
              {[formats.dateTime(savedAt, now), summary].filter(Boolean).join(' · ')}
            </span>
          </div>
          <div className="recovery-buttons">
            <Button
              autoFocus={takesFocus && index === 0}
              aria-label={t('recovery.restoreNamed', { name })}
              onPress={() => onRestore(id)}
            >
              {t('recovery.restore')}
            </Button>
            {onShowOriginal && (
              <Button
                kind="quiet"
                aria-label={t('recovery.showOriginalNamed', { name })}
                onPress={() => onShowOriginal(id)}
              >
                {t('recovery.showOriginal')}
              </Button>
            )}
            <Button
              kind="quiet"
              aria-label={t('recovery.deleteNamed', { name })}
              onPress={() => onDelete(id)}
            >
              {t('recovery.delete')}
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}
