import type { Mark } from '../../src-shared/model/mark';
import type { PixelRegion } from '../../src-shared/model/pixel-region';
import { outlineRuns } from '../mask/contour';
import { reductionForScale } from '../mask/mask-pyramid';
import type { SparseTiles } from '../mask/mask-tiles';
import { cutRuns, reduceRuns, type Runs } from '../mask/runs';
import { regionsOverlap } from './tile-grid';

interface Entry {
  runs: Runs | undefined;
  readonly paths: Map<string, Path2D>;
}

/** Outlines of marks as paths in photo pixels, made when they are first seen at a zoom; erased parts are cut off. */
/** An outline follows every pixel: it may be a little finer than the screen. */
const outlineSlack = 0.4;

export class MarkOutlines {
  private entries = new WeakMap<Mark, Entry>();

  /** The marks' outline at a scale. */
  path(mark: Mark, erased: SparseTiles, scale: number): Path2D {
    const level = reductionForScale(scale, outlineSlack);
    // Where the picture shows its pixels, the outline follows them.
    const isSmooth = scale < 2;
    const entry = this.entry(mark);
    const key = `${level} ${isSmooth}`;
    let path = entry.paths.get(key);
    if (!path) {
      path = makePath(reduceRuns(this.runs(mark, erased), level), level, isSmooth);
      entry.paths.set(key, path);
    }
    return path;
  }

  /** The pixels of a mark that are not erased. */
  runs(mark: Mark, erased: SparseTiles): Runs {
    const entry = this.entry(mark);
    entry.runs ??= cutRuns(mark.runs, erased);
    return entry.runs;
  }

  /** Says where something was erased, or is no longer. */
  invalidate(marks: readonly Mark[], region: PixelRegion): void {
    for (const mark of marks) {
      if (regionsOverlap(mark.bounds, region)) this.entries.delete(mark);
    }
  }

  private entry(mark: Mark): Entry {
    let entry = this.entries.get(mark);
    if (!entry) this.entries.set(mark, (entry = { runs: undefined, paths: new Map() }));
    return entry;
  }
}

function makePath(runs: Runs, level: number, isSmooth: boolean): Path2D {
  const path = new Path2D();
  const pixel = 2 ** level;
  for (const polygon of outlineRuns(runs, isSmooth)) {
    path.moveTo(polygon[0]! * pixel, polygon[1]! * pixel);
    for (let index = 2; index < polygon.length; index += 2) {
      path.lineTo(polygon[index]! * pixel, polygon[index + 1]! * pixel);
    }
    path.closePath();
  }
  return path;
}
