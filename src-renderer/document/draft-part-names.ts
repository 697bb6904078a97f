import { documentPart } from '../../src-shared/model/draft-part';
import type { RunId } from '../../src-shared/model/ids';
import type { DocumentEntry } from './document-change';
import type { DocumentState } from './photo-document';

/** The marks as they were found; each time they are, under another number, so that a document never names others than its own. */
export const marksPart = (number: number) => (number === 0 ? 'marks.bin' : `marks-${number}.bin`);
/** What was painted before the oldest step that is kept, which has this id. */
export const basePart = (firstId: number) =>
  firstId === 0 ? 'mask-base.bin' : `mask-base-${firstId}.bin`;
/** The shapes that marks had before that step. */
export const baseShapesPart = (firstId: number) => `shapes-base-${firstId}.bin`;
/** The change of the mask that one step made. */
export const deltaPart = (entryId: number) => `mask-${entryId}.bin`;

/** What a repair was given to repair. */
export const runPart = (runId: RunId) => `${runId}.bin`;

/** The shapes of marks before and after one step. */
export const shapesPart = (entryId: number) => `shapes-${entryId}.bin`;

/** Numbers of the parts that are no step's and no repair's. */
export interface PartNumbers {
  readonly marks: number;
  /** Undefined where no step was given up. */
  readonly base: number | undefined;
}

/** Every part that a document names; with one of them gone it can be read no more. */
export function partsOf(
  { history, lastRun }: DocumentState,
  { marks, base }: PartNumbers,
): ReadonlySet<string> {
  return new Set([
    documentPart,
    marksPart(marks),
    ...baseParts(base),
    ...history.entries.flatMap(partsOfEntry),
    ...(lastRun ? [runPart(lastRun.record.runId)] : []),
  ]);
}

/** The parts of what was before the oldest step that is kept. */
export function baseParts(base: PartNumbers['base']): readonly string[] {
  return base === undefined ? [] : [basePart(base), baseShapesPart(base)];
}

/** The parts of one step. */
export function partsOfEntry({ id, mask, markShapes }: DocumentEntry): readonly string[] {
  return [...(mask ? [deltaPart(id)] : []), ...(markShapes ? [shapesPart(id)] : [])];
}
