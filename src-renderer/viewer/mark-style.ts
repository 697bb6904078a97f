import type { ShownMark } from './photo-view-props';

/** How the outline of a mark is drawn: its state is told by the line, not by its colour. */
export type MarkLine = 'dashed' | 'solid' | 'dotted';

/** What decides on a mark's look besides itself. */
export interface MarkLook {
  readonly isCurrent: boolean;
  readonly isSelected: boolean;
  readonly showsRepaired: boolean;
}

/** The line of a mark; undefined = not drawn. What a repair would take is drawn, what it would leave is not. */
export function markLine({ mark, state }: ShownMark, look: MarkLook): MarkLine | undefined {
  const isAskedFor = look.isCurrent || look.isSelected;
  switch (state) {
    case 'accepted':
      return 'solid';
    case 'proposed':
      if (mark.isProbablyPicture) return isAskedFor ? 'dotted' : undefined;
      return 'dashed';
    case 'repaired':
      return isAskedFor || look.showsRepaired ? 'dotted' : undefined;
    case 'unticked':
    case 'rejected':
      return isAskedFor ? 'dotted' : undefined;
  }
}

/** Lengths of line and gap, CSS pixels. */
export const dashes: Record<MarkLine, readonly number[]> = {
  dashed: [6, 4],
  solid: [],
  dotted: [2, 3],
};

/** Below this size on the screen a mark is a pin, CSS pixels. */
export const pinBelowPx = 8;
/** A pin's middle lies this far right of and above the mark's middle, CSS pixels. */
export const pinOffsetPx = 8;
/** From so many pins on, they become counts. */
export const mostPins = 400;
/** Side of the cells that are counted, CSS pixels. */
export const countCellPx = 64;

/** True where a mark is so small on the screen that a pin stands for it. */
export function isPin({ mark }: ShownMark, scale: number, pixelRatio: number): boolean {
  return Math.max(mark.bounds.width, mark.bounds.height) * scale < pinBelowPx * pixelRatio;
}
