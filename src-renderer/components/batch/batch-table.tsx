import { Check, TriangleAlert } from 'lucide-react';
import { useMessages } from '../../i18n';
import { Button } from '../shared/button';
import type { BatchRow, BatchState } from './batch-row';

/** The photos of a batch. */
export interface BatchTableProps {
  readonly rows: readonly BatchRow[];
  /** Shows a photo that is ready to be looked at, or that failed. */
  readonly onOpen: (id: string) => void;
}

function StateCell({ state }: { readonly state: BatchState }) {
  const { t } = useMessages();
  const text =
    state.kind === 'repairing' ? t('batch.state.repairing', state) : t(`batch.state.${state.kind}`);
  return (
    <span className="batch-state tabular" data-kind={state.kind}>
      {state.kind === 'done' && <Check className="icon-small" aria-hidden="true" />}
      {state.kind === 'failed' && <TriangleAlert className="icon-small" aria-hidden="true" />}
      <span>
        {text}
        {state.kind === 'failed' && <span className="secondary"> {state.reason}</span>}
      </span>
    </span>
  );
}

function Row({ row, onOpen }: { readonly row: BatchRow; readonly onOpen: (id: string) => void }) {
  const { t, formats } = useMessages();
  const { id, name, thumbnail, state, markCount, durationMs } = row;
  return (
    <tr>
      <th scope="row">
        <span className="batch-photo">
          {thumbnail === undefined ? (
            <span className="batch-picture" />
          ) : (
            <img className="batch-picture" src={thumbnail} alt="" />
          )}
          <span>{name}</span>
        </span>
      </th>
      <td>
        <span className="row">
          <StateCell state={state} />
          {(state.kind === 'review' || state.kind === 'failed') && (
            <Button
              className="push"
              size="small"
              aria-label={t('batch.open', { name })}
              onPress={() => onOpen(id)}
            >
              {t('options.open')}
            </Button>
          )}
        </span>
      </td>
      <td className="batch-number tabular">{markCount}</td>
      <td className="batch-number tabular">
        {durationMs !== undefined && formats.elapsed(durationMs)}
      </td>
    </tr>
  );
}

/** A table that is read row by row; it scrolls by itself. */
export function BatchTable({ rows, onOpen }: BatchTableProps) {
  const { t } = useMessages();
  return (
    <div
      className="batch-table focus-inside"
      tabIndex={0}
      role="group"
      aria-label={t('batch.list')}
    >
      <table>
        <caption className="visually-hidden">{t('batch.list')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('batch.photo')}</th>
            <th scope="col">{t('batch.state')}</th>
            <th scope="col" className="batch-number">
              {t('batch.marks')}
            </th>
            <th scope="col" className="batch-number">
              {t('batch.time')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} onOpen={onOpen} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
