import { sureness } from './sensitivity';

/** A nearly straight line that may be damage: its ends in pixels of the photo. */
export interface LinePiece {
  readonly startX: number;
  readonly startY: number;
  readonly endX: number;
  readonly endY: number;
  readonly isDark: boolean;
}

/** How far the ends of a piece may lie beside the line that it goes on with, as a share of the photo's longer side. */
const sidewaysShare = 0.006;
/** And beyond that, for each pixel of distance along the line: paper folds nearly straight. */
const sidewaysSlope = 0.015;
/** Pieces that lie side by side for more than this share of the shorter one are two lines, or one that was found twice. */
const mostOverlap = 0.2;
/** A fold is brighter than a shadow and darker than the sky, but so is many another line. */
const supportOfOtherPolarity = 0.7;
/** A page of text or a brick wall has thousands of sure lines, of which each would be compared with every other. */
const mostSupporters = 200;

/**
 * How surely each piece goes on a line that is damage, 0..1: a fold crosses the whole print, and where the picture hides a part
 * of it, the rest tells that this part is damage too. Pieces that lie on one straight line support each other, by how sure the
 * other is and how much of the line both cover; less where one is brighter and the other darker than what is around.
 * @param pieces undefined for what is no straight line
 * @param probabilities that each is damage
 */
export function measureContinuation(
  pieces: readonly (LinePiece | undefined)[],
  probabilities: readonly number[],
  longerSidePx: number,
): number[] {
  const supporters = pieces
    .flatMap((piece, i) => {
      const sure = sureness(probabilities[i]!);
      return piece && sure > 0 ? [{ piece, sure }] : [];
    })
    .sort((a, b) => b.sure - a.sure)
    .slice(0, mostSupporters);
  return pieces.map((piece) => {
    if (!piece) return 0;
    return supporters.reduce((most, other) => {
      if (other.piece === piece) return most;
      const trust = other.piece.isDark === piece.isDark ? 1 : supportOfOtherPolarity;
      return Math.max(most, trust * other.sure * coverageOfLine(piece, other.piece, longerSidePx));
    }, 0);
  });
}

/** The share of one straight line that two pieces of it cover, from the outer end of one to that of the other; 0 = no one line. */
function coverageOfLine(a: LinePiece, b: LinePiece, longerSidePx: number): number {
  const [long, short] = lengthOf(a) >= lengthOf(b) ? [a, b] : [b, a];
  const length = lengthOf(long);
  const shortLength = lengthOf(short);
  if (shortLength === 0) return 0;
  const dx = (long.endX - long.startX) / length;
  const dy = (long.endY - long.startY) / length;
  const along = (x: number, y: number) => (x - long.startX) * dx + (y - long.startY) * dy;
  const beside = (x: number, y: number) =>
    Math.abs((y - long.startY) * dx - (x - long.startX) * dy);
  const ends = [along(short.startX, short.startY), along(short.endX, short.endY)];
  const from = Math.min(...ends);
  const to = Math.max(...ends);
  const overlap = Math.min(to, length) - Math.max(from, 0);
  if (overlap > mostOverlap * shortLength) return 0;
  const gap = Math.max(0, -overlap);
  const room = sidewaysShare * longerSidePx + sidewaysSlope * (gap + shortLength);
  const isOnLine =
    beside(short.startX, short.startY) <= room && beside(short.endX, short.endY) <= room;
  if (!isOnLine) return 0;
  return (length + shortLength) / (length + shortLength + gap);
}

const lengthOf = ({ startX, startY, endX, endY }: LinePiece) =>
  Math.hypot(endX - startX, endY - startY);
