/** A rectangle of whole pixels: x, y of its top left corner, width and height; right and bottom edges are exclusive. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The common part of two regions, or undefined where they do not overlap. */
export function intersectRegions(a: Region, b: Region): Region | undefined {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** The smallest region that holds both. */
export function uniteRegions(a: Region, b: Region): Region {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** The region with `marginPx` added on each side; it may reach outside the photo. */
export function growRegion(region: Region, marginPx: number): Region {
  return {
    x: region.x - marginPx,
    y: region.y - marginPx,
    width: region.width + 2 * marginPx,
    height: region.height + 2 * marginPx,
  };
}

/** Number of pixels. */
export function regionArea(region: Region): number {
  return region.width * region.height;
}

/** True when `inner` lies wholly in `outer`. */
export function containsRegion(outer: Region, inner: Region): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}
