/**
 * Euclidean distance, in pixels and from centre to centre, of each hole pixel to the nearest observed one; 0 at observed
 * pixels, Infinity everywhere when there is none. `hole`: height x width, 0 = observed.
 * Exact; Felzenszwalb and Huttenlocher 2012, "Distance Transforms of Sampled Functions".
 */
export function distanceToObserved(hole: Uint8Array, width: number, height: number): Float32Array {
  const distance = verticalDistances(hole, width, height);
  const envelope = makeEnvelope(width);
  for (let row = 0; row < height; row++) {
    const line = distance.subarray(row * width, (row + 1) * width);
    for (let start = 0; start < width; start++) {
      if (line[start] === 0) continue;
      let end = start + 1;
      while (end < width && line[end] !== 0) end++;
      // Observed pixels at both ends of a stretch are nearer than whatever lies behind them, so stretches are independent.
      combineAlongRow(line.subarray(Math.max(0, start - 1), end + 1), envelope);
      start = end;
    }
  }
  return distance;
}

/** Distance to the nearest observed pixel of the same column. */
function verticalDistances(hole: Uint8Array, width: number, height: number): Float32Array {
  const distance = new Float32Array(width * height);
  for (let index = 0; index < distance.length; index++) {
    if (hole[index] === 0) continue;
    distance[index] = index < width ? Infinity : distance[index - width]! + 1;
  }
  for (let index = distance.length - width - 1; index >= 0; index--) {
    if (distance[index] === 0) continue;
    const below = distance[index + width]! + 1;
    if (below < distance[index]!) distance[index] = below;
  }
  return distance;
}

/** The parabolas (x - vertex)^2 + height that are lowest somewhere, from left to right, and where each begins to be. */
interface Envelope {
  readonly vertices: Int32Array;
  readonly heights: Float64Array;
  readonly starts: Float64Array;
}

function makeEnvelope(width: number): Envelope {
  return {
    vertices: new Int32Array(width),
    heights: new Float64Array(width),
    starts: new Float64Array(width),
  };
}

/** Turns a row of vertical distances into Euclidean ones: at each x the lowest parabola is the squared distance. */
function combineAlongRow(line: Float32Array, { vertices, heights, starts }: Envelope): void {
  let count = 0;
  for (let x = 0; x < line.length; x++) {
    const height = line[x]! ** 2;
    if (height === Infinity) continue;
    let start = -Infinity;
    while (count > 0) {
      const vertex = vertices[count - 1]!;
      start = (height + x * x - heights[count - 1]! - vertex * vertex) / (2 * (x - vertex));
      if (start > starts[count - 1]!) break;
      count--;
    }
    vertices[count] = x;
    heights[count] = height;
    starts[count] = count === 0 ? -Infinity : start;
    count++;
  }
  if (count === 0) return;
  let lowest = 0;
  for (let x = 0; x < line.length; x++) {
    while (lowest + 1 < count && starts[lowest + 1]! <= x) lowest++;
    line[x] = Math.sqrt((x - vertices[lowest]!) ** 2 + heights[lowest]!);
  }
}
