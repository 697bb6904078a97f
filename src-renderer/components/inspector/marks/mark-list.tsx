import '../../shared/checkbox.css';
import '../../shared/tooltip.css';
import { useEffect, useMemo, useRef } from 'react';
import { GridList, GridListItem } from 'react-aria-components/GridList';
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import { useMessages } from '../../../i18n';
import { useRowHeight } from '../../shared/use-root-font-size';
import { MarkRowView, type MarkRowHost } from './mark-row-view';
import { isTicked, markIdsOf, rowIndexOf, type MarkRow } from './mark-rows';
import { spokenName } from './mark-text';

/** The list of marks; only the rows in view exist. */
export interface MarkListProps {
  readonly rows: readonly MarkRow[];
  readonly host: MarkRowHost;
  readonly selectedIds: ReadonlySet<string>;
  readonly onSelectionChange: (markIds: readonly string[]) => void;
  /** The mark that has brackets in the picture; its row is scrolled into view. */
  readonly currentId: string | undefined;
  /** A menu is asked for by right click, or by the menu key. Places are CSS pixels of the window. */
  readonly onRowMenu: (markId: string, place: { readonly x: number; readonly y: number }) => void;
  /** The pointer is over a row; undefined: over none. */
  readonly onHoverMark: (markId: string | undefined) => void;
}

/** Scrolls a list as little as needed for a row to be seen. */
function useScrollToRow(index: number, rowHeightPx: number) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = list.current;
    if (!element || index < 0) return;
    const top = index * rowHeightPx;
    if (top < element.scrollTop) element.scrollTop = top;
    const below = top + rowHeightPx - element.clientHeight;
    if (below > element.scrollTop) element.scrollTop = below;
  }, [index, rowHeightPx]);
  return list;
}

/** A grid list: arrows go through the rows and into them, Shift and Ctrl select several. */
export function MarkList(props: MarkListProps) {
  const { rows, host, selectedIds, onSelectionChange, currentId, onHoverMark, onRowMenu } = props;
  const { t, formats } = useMessages();
  const rowHeightPx = useRowHeight();
  const index = currentId === undefined ? -1 : rowIndexOf(rows, currentId);
  const list = useScrollToRow(index, rowHeightPx);
  const layoutOptions = useMemo(() => ({ rowHeight: rowHeightPx }), [rowHeightPx]);
  const nameOf = (row: MarkRow) => {
    if (row.kind === 'mark') return spokenName(row.entry, host.photo, { t, formats });
    const count = row.entries.length;
    return row.kind === 'dust'
      ? t('marks.group', { class: t('class.dust'), count })
      : t('marks.partOfPicture', { count });
  };
  return (
    <div
      className="marks-list-frame"
      data-marks-list
      onContextMenu={(event) => {
        const row = (event.target as Element).closest<HTMLElement>('[data-mark]');
        if (!row) return;
        event.preventDefault();
        onRowMenu(row.dataset['mark']!, { x: event.clientX, y: event.clientY });
      }}
    >
      <Virtualizer layout={ListLayout} layoutOptions={layoutOptions}>
        <GridList
          ref={list}
          className="marks-list"
          aria-label={t('marks.list')}
          items={rows}
          dependencies={[host, t]}
          selectionMode="multiple"
          selectionBehavior="replace"
          selectedKeys={selectedIds}
          onSelectionChange={(keys) =>
            onSelectionChange(
              markIdsOf(rows, keys === 'all' ? new Set(rows.map(({ key }) => key)) : keys),
            )
          }
        >
          {(row) => (
            <GridListItem
              id={row.key}
              className="mark-row"
              textValue={nameOf(row)}
              data-mark={row.kind === 'mark' ? row.key : undefined}
              data-unticked={row.kind === 'mark' && !isTicked(row.entry) ? true : undefined}
              onHoverStart={() => onHoverMark(row.kind === 'mark' ? row.key : undefined)}
              onHoverEnd={() => onHoverMark(undefined)}
            >
              {({ isFocused }) => <MarkRowView row={row} host={host} isFocused={isFocused} />}
            </GridListItem>
          )}
        </GridList>
      </Virtualizer>
    </div>
  );
}
