/** What produced a repaired photo; it is written into the copy's XMP data, so that the repair can be told and redone. */
export interface Provenance {
  readonly program: string;
  readonly version: string;
  readonly priorId: string;
  readonly priorSha256: string;
  readonly seed: number;
  /** The settings as JSON. */
  readonly settingsJson: string;
  readonly damageMaskSha256: string;
}
