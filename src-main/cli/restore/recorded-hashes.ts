import { InputError } from '../input-error';

/** What a repair was made from, and what came out; SHA-256 in hexadecimal. */
export interface RecordedHashes {
  readonly photo: string;
  readonly damageMask: string;
  readonly prior: string;
  /** Of what the repair gave, before it was coded. */
  readonly samples: string;
  /** Of the file. */
  readonly result: string;
}

const natures = { photo: 'photo', damageMask: 'damage mask', prior: 'prior' };

/**
 * Compares what is there now with what a sidecar recorded; anything goes where nothing is recorded.
 * @throws InputError that names what has changed
 */
export function expectRecorded(
  recorded: RecordedHashes | undefined,
  found: Partial<Record<keyof typeof natures, string>>,
): void {
  if (!recorded) return;
  for (const name of Object.keys(natures) as (keyof typeof natures)[]) {
    if (found[name] === undefined || found[name] === recorded[name]) continue;
    throw new InputError(
      'sidecar',
      `The ${natures[name]} is not the one that the sidecar names: its SHA-256 differs, so the result cannot be redone; restore the file as it was.`,
    );
  }
}
