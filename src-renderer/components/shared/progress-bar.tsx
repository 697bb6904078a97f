import './progress-bar.css';
import type { CSSProperties } from 'react';

/** How far something is. */
export interface ProgressBarProps {
  readonly name: string;
  readonly doneFraction: number;
  /** Said by screen readers in place of the percentage. */
  readonly valueText: string;
}

/** A determinate bar: it never runs to and fro to look busy. */
export function ProgressBar({ name, doneFraction, valueText }: ProgressBarProps) {
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(doneFraction * 100)}
      aria-valuetext={valueText}
    >
      <div className="progress-done" style={{ '--progress': doneFraction } as CSSProperties} />
    </div>
  );
}
