/** In pixels from the photo's left and upper edge: the middle of its first pixel is (.5, .5). */
export type Points = readonly (readonly [x: number, y: number])[];

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Indices of the pixels whose middle lies within half a width of a line; at least the one in which each point lies. */
export function pixelsAlong(points: Points, widthPx: number, size: Size): readonly number[] {
  const pixels = new Set<number>();
  const half = widthPx / 2;
  points.forEach(([x, y], i) => {
    const [endX, endY] = points[i + 1] ?? [x, y];
    const own = pixelAt(x, y, size);
    if (own !== undefined) pixels.add(own);
    const left = Math.max(0, Math.floor(Math.min(x, endX) - half));
    const right = Math.min(size.width - 1, Math.ceil(Math.max(x, endX) + half));
    const top = Math.max(0, Math.floor(Math.min(y, endY) - half));
    const bottom = Math.min(size.height - 1, Math.ceil(Math.max(y, endY) + half));
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        const distance = distanceToSegment(column + 0.5, row + 0.5, [x, y], [endX, endY]);
        if (distance <= half) pixels.add(row * size.width + column);
      }
    }
  });
  return [...pixels];
}

/** Indices of the pixels whose middle lies inside a polygon (even-odd rule). */
export function pixelsInside(points: Points, { width, height }: Size): readonly number[] {
  const pixels: number[] = [];
  for (let row = 0; row < height; row++) {
    const crossings = crossingsOf(points, row + 0.5);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, Math.ceil(crossings[i]! - 0.5));
      const to = Math.min(width - 1, Math.floor(crossings[i + 1]! - 0.5));
      for (let column = from; column <= to; column++) pixels.push(row * width + column);
    }
  }
  return pixels;
}

function crossingsOf(points: Points, y: number): number[] {
  const crossings: number[] = [];
  points.forEach(([x, ownY], i) => {
    const [nextX, nextY] = points[(i + 1) % points.length]!;
    if (ownY > y === nextY > y) return;
    crossings.push(x + ((y - ownY) / (nextY - ownY)) * (nextX - x));
  });
  return crossings.sort((a, b) => a - b);
}

function pixelAt(x: number, y: number, { width, height }: Size): number | undefined {
  const column = Math.min(width - 1, Math.floor(x));
  const row = Math.min(height - 1, Math.floor(y));
  return column < 0 || row < 0 ? undefined : row * width + column;
}

function distanceToSegment(
  x: number,
  y: number,
  [fromX, fromY]: readonly [number, number],
  [toX, toY]: readonly [number, number],
): number {
  const dx = toX - fromX;
  const dy = toY - fromY;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((x - fromX) * dx + (y - fromY) * dy) / length;
  const share = Math.max(0, Math.min(1, along));
  return Math.hypot(x - fromX - share * dx, y - fromY - share * dy);
}
