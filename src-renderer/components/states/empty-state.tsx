import './empty-state.css';
import { useMessages } from '../../i18n';
import { Button } from '../shared/button';
import { CommandButton } from '../shared/command-button';
import type { CommandPort } from '../shared/command-port';
import { RecoveryList, type RecoveryListProps } from './recovery-list';

/** A photo that was opened before. */
export interface RecentTile {
  readonly id: string;
  readonly name: string;
  readonly folderName: string;
  /** A small picture, as a URL. */
  readonly thumbnail: string | undefined;
}

/** A window without a photo. */
export interface EmptyStateProps {
  /** Up to six. */
  readonly recents: readonly RecentTile[];
  readonly onOpenRecent: (id: string) => void;
  /** Drafts that no photo above leads to; nothing is said of them where there are none. */
  readonly kept: RecoveryListProps;
  /** Something is dragged over the window; how many photos, where that is known. */
  readonly drop: { readonly photoCount: number | undefined } | undefined;
  readonly port: CommandPort;
}

function Recents({ recents, onOpenRecent }: Pick<EmptyStateProps, 'recents' | 'onOpenRecent'>) {
  const { t } = useMessages();
  return (
    <div className="empty-recents">
      <h2>{t('empty.recent')}</h2>
      <ul className="recents">
        {recents.slice(0, 6).map(({ id, name, folderName, thumbnail }) => (
          <li key={id}>
            <button type="button" className="recent" onClick={() => onOpenRecent(id)}>
              {thumbnail === undefined ? (
                <span className="recent-picture" />
              ) : (
                <img className="recent-picture" src={thumbnail} alt="" />
              )}
              <span className="cut">{name}</span>
              <span className="cut secondary">{folderName}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function OtherDrafts(kept: RecoveryListProps) {
  const { t } = useMessages();
  return (
    <div className="empty-recents">
      <h2>{t('empty.drafts')}</h2>
      <p className="secondary">{t('empty.draftsText')}</p>
      <RecoveryList {...kept} />
    </div>
  );
}

/** One box with words; the whole window takes what is dropped. */
export function EmptyState({ recents, onOpenRecent, kept, drop, port }: EmptyStateProps) {
  const { t } = useMessages();
  const count = drop?.photoCount;
  return (
    <div className="empty" data-drop-target={drop ? true : undefined}>
      <div className="empty-box">
        <p className="empty-title">
          {count !== undefined && count > 1 ? t('empty.folderDrop', { count }) : t('empty.drop')}
        </p>
        <p className="secondary">{t('empty.promise')}</p>
        <div className="empty-buttons">
          <CommandButton command="openPhoto" port={port} kind="primary" label={t('empty.open')} />
          <CommandButton command="pastePhoto" port={port} label={t('empty.paste')} />
          <Button onPress={() => port.run('openSample')}>{t('empty.sample')}</Button>
        </div>
        {recents.length > 0 && <Recents recents={recents} onOpenRecent={onOpenRecent} />}
        {kept.drafts.length > 0 && <OtherDrafts {...kept} />}
      </div>
    </div>
  );
}
