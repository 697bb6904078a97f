import type { Mark, MarkClass, MarkState } from '../../../../src-shared/model/mark';

/** A mark and what was decided on it. */
export interface MarkEntry {
  readonly mark: Mark;
  readonly state: MarkState;
}

/** A row of the list of marks. */
export type MarkRow =
  | {
      readonly kind: 'mark';
      readonly key: string;
      readonly entry: MarkEntry;
      readonly isIndented: boolean;
    }
  | {
      readonly kind: 'dust' | 'picture';
      readonly key: string;
      readonly entries: readonly MarkEntry[];
      readonly isOpen: boolean;
    };

export const dustKey = 'group-dust';
export const pictureKey = 'group-picture';

/** True for a mark that Repair would touch. */
export function isTicked({ state }: MarkEntry): boolean {
  return state === 'proposed' || state === 'accepted';
}

/** True for a mark that is left alone because it probably belongs to the picture; who marks it as damage knows better. */
export function isLeftToPicture({ mark, state }: MarkEntry): boolean {
  return mark.isProbablyPicture && (state === 'unticked' || state === 'rejected');
}

/** Number of marks of each class; those that are probably part of the picture are not among them. */
export function countClasses(entries: readonly MarkEntry[]): ReadonlyMap<MarkClass, number> {
  const counts = new Map<MarkClass, number>();
  for (const entry of entries) {
    const { class: kind } = entry.mark;
    if (!isLeftToPicture(entry)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

const markRow = (entry: MarkEntry, isIndented = false): MarkRow => ({
  kind: 'mark',
  key: entry.mark.id,
  entry,
  isIndented,
});

/**
 * The rows of the list: marks in the order given, all dust folded into one row where its first speck would stand, and at the
 * end, folded as well, what is probably part of the picture.
 */
export function buildRows(
  entries: readonly MarkEntry[],
  hiddenClasses: ReadonlySet<string>,
  openGroups: ReadonlySet<string>,
): readonly MarkRow[] {
  const shown = entries.filter(({ mark }) => !hiddenClasses.has(mark.class));
  const damage = shown.filter((entry) => !isLeftToPicture(entry));
  const picture = shown.filter(isLeftToPicture);
  const dust = damage.filter(({ mark }) => mark.class === 'dust');
  const group = (kind: 'dust' | 'picture', key: string, members: readonly MarkEntry[]) => {
    const isOpen = openGroups.has(key);
    const row: MarkRow = { kind, key, entries: members, isOpen };
    return isOpen ? [row, ...members.map((entry) => markRow(entry, true))] : [row];
  };
  const rows = damage.flatMap((entry) => {
    if (entry.mark.class !== 'dust' || dust.length < 2) return [markRow(entry)];
    return entry === dust[0] ? group('dust', dustKey, dust) : [];
  });
  return picture.length > 0 ? [...rows, ...group('picture', pictureKey, picture)] : rows;
}

/** Ids of the marks that the chosen rows stand for; a folded group stands for all of its marks. */
export function markIdsOf(rows: readonly MarkRow[], keys: ReadonlySet<unknown>): readonly string[] {
  const ids = rows
    .filter(({ key }) => keys.has(key))
    .flatMap((row) =>
      row.kind === 'mark' ? [row.key] : row.isOpen ? [] : row.entries.map(({ mark }) => mark.id),
    );
  return [...new Set(ids)];
}

/** The row in which a mark is found: its own, or the folded group's; -1 where it is not listed. */
export function rowIndexOf(rows: readonly MarkRow[], markId: string): number {
  return rows.findIndex((row) =>
    row.kind === 'mark'
      ? row.key === markId
      : !row.isOpen && row.entries.some(({ mark }) => mark.id === markId),
  );
}
