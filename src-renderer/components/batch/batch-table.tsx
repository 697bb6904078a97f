import { Check, TriangleAlert } from 'lucide-react';
import { useMessages } from '../../i18n';
import { Button } from '../shared/button';
import { CutName } from '../shared/cut-name';
import type { BatchRow, BatchState } from './batch-row';
import { stateText } from './state-text';

/** The photos of a batch. */
export interface BatchTableProps {
  readonly rows: readonly BatchRow[];
  /** Shows a photo before and after its repair. */
  readonly onReview: (id: string) => void;
  /** Opens a photo that failed or was skipped in the editor. */
  readonly onOpen: (id: string) => void;
}

function StateCell({ state }: { readonly state: BatchState }) {
  const { t } = useMessages();
  const { text, detail } = stateText(state, t);
  return (
    <span className="batch-state tabular" data-kind={state.kind}>
      {state.kind === 'done' && <Check className="icon-small" aria-hidden="true" />}
      {state.kind === 'failed' && <TriangleAlert className="icon-small" aria-hidden="true" />}
      <span>
        {text}
        {detail !== undefined && <span className="secondary"> {detail}</span>}
      </span>
    </span>
  );
}

function RowButton({ row, onReview, onOpen }: Omit<BatchTableProps, 'rows'> & RowProps) {
  const { t } = useMessages();
  const { id, name, state } = row;
  if (state.kind === 'review') {
    return (
      <Button
        className="push"
        size="small"
        aria-label={t('batch.lookAt', { name })}
        onPress={() => onReview(id)}
      >
        {t('batch.look')}
      </Button>
    );
  }
  if (state.kind !== 'failed' && state.kind !== 'skipped') return null;
  return (
    <Button
      className="push"
      size="small"
      aria-label={t('batch.open', { name })}
      onPress={() => onOpen(id)}
    >
      {t('options.open')}
    </Button>
  );
}

interface RowProps {
  readonly row: BatchRow;
}

function Row({ row, ...actions }: Omit<BatchTableProps, 'rows'> & RowProps) {
  const { formats } = useMessages();
  const { name, thumbnail, state, markCount, durationMs } = row;
  return (
    <tr>
      <th scope="row">
        <span className="batch-photo">
          {thumbnail === undefined ? (
            <span className="batch-picture" />
          ) : (
            <img className="batch-picture" src={thumbnail} alt="" />
          )}
          <CutName name={name} />
        </span>
      </th>
      <td>
        <span className="row">
          <StateCell state={state} />
          <RowButton row={row} {...actions} />
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
export function BatchTable({ rows, ...actions }: BatchTableProps) {
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
            <Row key={row.id} row={row} {...actions} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
