import './slider.css';
import { useEffect, useRef, type CSSProperties } from 'react';
import { classNames } from './class-names';
import { fromTrack, toTrack, valueForKey, type NumberRange } from './slider-scale';

/** A value that is chosen on a track. */
export interface SliderProps {
  readonly name: string;
  readonly range: NumberRange;
  readonly value: number;
  /** Said by screen readers in place of the number. */
  readonly valueText: string;
  /** While it is moved. */
  readonly onChange: (value: number) => void;
  /** When it has come to rest: one step of undo. */
  readonly onCommit?: ((value: number) => void) | undefined;
  /** Marks at equal distances; 0 = none. A scale has no filled part. */
  readonly stops?: number;
  readonly isScale?: boolean;
  readonly isDisabled?: boolean;
  readonly describedBy?: string | undefined;
  readonly className?: string;
}

/** Positions of the native range: fine enough for 2000 px of track. */
const trackSteps = 10_000;

/** A native range with its value in words. The wheel scrolls the panel and never changes it. */
export function Slider(props: SliderProps) {
  const { range, value, onChange, onCommit, stops = 0, isScale = stops > 0, isDisabled } = props;
  const input = useRef<HTMLInputElement>(null);
  const place = toTrack(Math.min(range.maximum, Math.max(range.minimum, value)), range);
  useEffect(() => {
    const element = input.current!;
    // React calls onChange at every move; the browser's own event tells when it has come to rest.
    const commit = () => onCommit?.(fromTrack(Number(element.value) / trackSteps, range));
    element.addEventListener('change', commit);
    return () => element.removeEventListener('change', commit);
  }, [onCommit, range]);
  const change = (next: number) => {
    if (!isDisabled && next !== value) onChange(next);
  };
  return (
    <div className={classNames('slider', isScale && 'slider-scale', props.className)}>
      <input
        ref={input}
        className="slider-input"
        type="range"
        min={0}
        max={trackSteps}
        step={1}
        value={Math.round(place * trackSteps)}
        style={{ '--fill': `${place * 100}%` } as CSSProperties}
        aria-label={props.name}
        aria-valuetext={props.valueText}
        aria-describedby={props.describedBy}
        aria-disabled={isDisabled ? true : undefined}
        onChange={(event) => change(fromTrack(Number(event.target.value) / trackSteps, range))}
        onKeyDown={(event) => {
          const next = valueForKey(event, value, range);
          if (next === undefined) return;
          event.preventDefault();
          change(next);
          if (!isDisabled && next !== value) onCommit?.(next);
        }}
      />
      {stops > 0 && (
        <div className="slider-stops" aria-hidden="true">
          {Array.from({ length: stops }, (_, index) => (
            <span key={index} className="slider-stop" />
          ))}
        </div>
      )}
    </div>
  );
}
