import './overflow-row.css';
import { ChevronDown } from 'lucide-react';
import { useLayoutEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { useMessages } from '../../i18n';
import { PopupPanel } from './popup-panel';

/** One control of a row that may be too short for all. */
export interface OverflowItem {
  readonly id: string;
  readonly content: ReactNode;
}

/** How many of the row's items stand in its first line, and the empty room after them. */
function useVisibleCount(count: number) {
  const row = useRef<HTMLDivElement>(null);
  const [visibleCount, setVisibleCount] = useState(count);
  const [slackPx, setSlackPx] = useState(0);
  useLayoutEffect(() => {
    const element = row.current!;
    const measure = () => {
      const children = [...element.children] as HTMLElement[];
      const top = children[0]?.offsetTop ?? 0;
      // An item that is wider than the row has a line of its own and is cut off all the same.
      const wrapped = children.findIndex(
        (child) => child.offsetTop > top || child.offsetWidth > element.clientWidth,
      );
      const visible = wrapped === -1 ? count : wrapped;
      const last = children[visible - 1];
      const end = last ? last.offsetLeft + last.offsetWidth - element.offsetLeft : 0;
      setVisibleCount(visible);
      setSlackPx(Math.max(0, element.clientWidth - end));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, [count]);
  return { row, visibleCount: Math.min(count, visibleCount), slackPx };
}

/** Items in one line; those that do not fit are found under "More", never off screen. */
export function OverflowRow({ items }: { readonly items: readonly OverflowItem[] }) {
  const { t } = useMessages();
  const { row, visibleCount, slackPx } = useVisibleCount(items.length);
  const hidden = items.slice(visibleCount);
  return (
    <div className="overflow-row">
      <div className="overflow-row-items" ref={row}>
        {items.map(({ id, content }, index) => (
          <div
            key={id}
            className="overflow-row-item"
            data-hidden={index >= visibleCount || undefined}
          >
            {content}
          </div>
        ))}
      </div>
      {hidden.length > 0 && (
        <div className="overflow-row-more" style={{ '--slack': `${-slackPx}px` } as CSSProperties}>
          <PopupPanel
            trigger={
              <>
                {t('options.more')}
                <ChevronDown className="icon-small" aria-hidden="true" />
              </>
            }
            triggerClassName="button button-quiet"
            name={t('options.more')}
            placement="bottom end"
          >
            {hidden.map(({ id, content }) => (
              <div key={id} className="row">
                {content}
              </div>
            ))}
          </PopupPanel>
        </div>
      )}
    </div>
  );
}
