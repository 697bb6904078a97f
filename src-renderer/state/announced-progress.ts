/** What the live region has said last, and when. */
export interface AnnouncedProgress {
  /** Quarters of the run that have been told: 0..3. */
  readonly quarter: number;
  readonly atMs: number;
}

/** A screen reader that is told more often than this only pesters. */
export const announcementGapMs = 5000;

/**
 * Whether a run's progress is worth saying: at 25, 50 and 75 %, at least 5 s apart. A quarter that came too early is told
 * with the next one.
 * @returns the quarter to announce, or undefined
 */
export function quarterToAnnounce(
  doneFraction: number,
  nowMs: number,
  { quarter, atMs }: AnnouncedProgress,
): number | undefined {
  const reached = Math.min(3, Math.floor(doneFraction * 4 + 1e-9));
  return reached > quarter && nowMs - atMs >= announcementGapMs ? reached : undefined;
}
