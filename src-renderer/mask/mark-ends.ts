import type { Point } from '../viewer/viewport';
import type { Runs } from './runs';

/** Two points of a shape, in photo pixels. */
interface Ends {
  readonly first: Point;
  readonly last: Point;
}

/**
 * The two ends of a drawn-out shape: of all its runs the two that lie farthest apart, each in the middle of what is near it.
 * @param widthPx of the line
 */
export function endsOfRuns(runs: Runs, widthPx: number): Ends {
  const centres = Array.from({ length: runs.length / 3 }, (_, index) => index * 3).flatMap((at) => {
    const y = runs[at]! + 0.5;
    // A run along the line has two ends of its own.
    return [
      { x: runs[at + 1]! + 0.5, y },
      { x: runs[at + 2]! - 0.5, y },
    ];
  });
  const start = farthestFrom(centres, centres[0]!);
  const end = farthestFrom(centres, start);
  return { first: inward(centres, start, widthPx), last: inward(centres, end, widthPx) };
}

function farthestFrom(points: readonly Point[], from: Point): Point {
  const distance = ({ x, y }: Point) => Math.hypot(x - from.x, y - from.y);
  return points.reduce((best, point) => (distance(point) > distance(best) ? point : best));
}

/** The mean of what lies within a line's width of an end. */
function inward(points: readonly Point[], end: Point, widthPx: number): Point {
  const reach = Math.max(2, widthPx);
  const near = points.filter(({ x, y }) => Math.hypot(x - end.x, y - end.y) <= reach);
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return { x: mean(near.map(({ x }) => x)), y: mean(near.map(({ y }) => y)) };
}
