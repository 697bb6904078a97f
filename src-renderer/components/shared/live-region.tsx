/** The one place from which screen readers are spoken to; the same sentence twice is said twice. */
export function LiveRegion({
  message,
  sequence,
}: {
  readonly message: string;
  /** Counts up with every message. */
  readonly sequence: number;
}) {
  return (
    <div className="visually-hidden" role="status" aria-live="polite" aria-atomic="true">
      <span key={sequence}>{message}</span>
    </div>
  );
}
