/** Where a photo of the batch stands. */
export type BatchState =
  | { readonly kind: 'waiting' | 'looking' | 'review' | 'saving' }
  | { readonly kind: 'nothingFound' | 'skipped' }
  | { readonly kind: 'done'; readonly folderName: string }
  | { readonly kind: 'repairing'; readonly iteration: number; readonly iterations: number }
  | { readonly kind: 'failed'; readonly reason: string };

/** One photo of the batch. */
export interface BatchRow {
  readonly id: string;
  readonly name: string;
  /** A small picture, as a URL. */
  readonly thumbnail: string | undefined;
  readonly state: BatchState;
  /** Undefined until damage was looked for. */
  readonly markCount: number | undefined;
  /** Undefined until it is done. */
  readonly durationMs: number | undefined;
}

/** How many photos came to what. */
export interface BatchSummary {
  readonly saved: number;
  readonly skipped: number;
  readonly nothingFound: number;
  readonly failed: number;
  /** Neither waiting nor in work. */
  readonly done: number;
}

/** Counts the photos of a batch by what became of them. */
export function summarise(rows: readonly BatchRow[]): BatchSummary {
  const count = (kind: BatchState['kind']) =>
    rows.filter(({ state }) => state.kind === kind).length;
  const [saved, skipped, failed] = [count('done'), count('skipped'), count('failed')];
  const nothingFound = count('nothingFound');
  return { saved, skipped, nothingFound, failed, done: saved + skipped + nothingFound + failed };
}
