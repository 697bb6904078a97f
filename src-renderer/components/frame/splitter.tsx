import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useMessages } from '../../i18n';

/** The edge between photo and inspector. */
export interface SplitterProps {
  readonly widthPx: number;
  readonly onWidthChange: (widthPx: number) => void;
  /** Enter folds the inspector. */
  readonly onFold: () => void;
}

/** What the inspector may measure, in pixels at normal size. */
export const inspectorWidths = { minimum: 280, maximum: 480 } as const;

const clampWidth = (widthPx: number) =>
  Math.min(inspectorWidths.maximum, Math.max(inspectorWidths.minimum, Math.round(widthPx)));

/** A focusable separator: dragged, or moved by arrows. */
export function Splitter({ widthPx, onWidthChange, onFold }: SplitterProps) {
  const { t } = useMessages();
  const start = useRef<{ readonly x: number; readonly widthPx: number }>(undefined);
  const move = (event: PointerEvent) => {
    if (!start.current) return;
    onWidthChange(clampWidth(start.current.widthPx + start.current.x - event.clientX));
  };
  const press = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowLeft: 8, ArrowRight: -8 };
    const step = steps[event.key];
    if (event.key === 'Enter') onFold();
    else if (event.key === 'Home') onWidthChange(inspectorWidths.minimum);
    else if (event.key === 'End') onWidthChange(inspectorWidths.maximum);
    else if (step !== undefined) onWidthChange(clampWidth(widthPx + step));
    else return;
    event.preventDefault();
  };
  return (
    <div
      className="frame-splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label={t('area.splitter')}
      aria-valuenow={widthPx}
      aria-valuemin={inspectorWidths.minimum}
      aria-valuemax={inspectorWidths.maximum}
      tabIndex={0}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, widthPx };
      }}
      onPointerMove={move}
      onLostPointerCapture={() => {
        start.current = undefined;
      }}
    />
  );
}
