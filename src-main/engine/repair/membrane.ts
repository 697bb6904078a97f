/**
 * The discrete Laplace equation on the hole pixels of an image, and coarser copies of it (2 x 2 blocks of unknowns made one)
 * that take the long-range part of an error: an aggregation multigrid, used to precondition conjugate gradients.
 * Sources: Braess 1995 (over-corrected aggregation); Saad, Iterative Methods for Sparse Linear Systems, ch. 13.
 */
export interface Membrane {
  /** Number of unknowns. */
  readonly count: number;
  /** Where each unknown lies in the plane (finest level: index of the pixel). */
  readonly places: Int32Array;
  /** Four an unknown (left, right, above, below): the unknown there, `count` where there is none. */
  readonly neighbours: Int32Array;
  /** Strength of each of these links. */
  readonly links: Float32Array;
  /** Sum of an unknown's links, those to observed pixels included. */
  readonly diagonals: Float32Array;
  readonly coarser: { readonly membrane: Membrane; readonly parents: Int32Array } | undefined;
  /** 1 / diagonals: relaxation multiplies many times by it. */
  readonly compliances: Float64Array;
  /** Load and bend of this level while a cycle runs; `bend` ends with a 0 for absent neighbours. */
  readonly load: Float64Array;
  readonly bend: Float64Array;
}

/** A correction by aggregates is too stiff; enlarging it makes the coarse levels pull their weight. */
const overcorrection = 1.8;

/** Describes the hole of an image. `hole`: height x width, 0 = observed; at the image's edge links are absent (mirrored). */
export function describeMembrane(hole: Uint8Array, height: number, width: number): Membrane {
  const places = placesOf(hole);
  const unknownAt = invert(places, hole.length);
  const diagonals = new Float32Array(places.length);
  const links = new Float32Array(4 * places.length);
  const neighbours = linkNeighbours(places, width, height, (unknown, side, index) => {
    diagonals[unknown]! += 1;
    if (hole[index] === 0) return undefined;
    links[4 * unknown + side] = 1;
    return unknownAt[index]!;
  });
  return withCoarser({ places, neighbours, links, diagonals }, height, width);
}

type Level = Pick<Membrane, 'places' | 'neighbours' | 'links' | 'diagonals'>;

function withCoarser(level: Level, height: number, width: number): Membrane {
  const count = level.places.length;
  const own = {
    ...level,
    count,
    compliances: Float64Array.from(level.diagonals, (diagonal) => 1 / diagonal),
    load: new Float64Array(count),
    bend: new Float64Array(count + 1),
  };
  if (count <= 1) return { ...own, coarser: undefined };
  const coarseWidth = Math.ceil(width / 2);
  const coarseHeight = Math.ceil(height / 2);
  const occupied = new Uint8Array(coarseWidth * coarseHeight);
  const blockOf = level.places.map(
    (index) => (Math.floor(index / width) >> 1) * coarseWidth + ((index % width) >> 1),
  );
  for (const block of blockOf) occupied[block] = 1;
  const places = placesOf(occupied);
  const unknownAt = invert(places, occupied.length);
  const parents = blockOf.map((block) => unknownAt[block]!);
  const sums = sumLinks(level, parents, places.length);
  const neighbours = linkNeighbours(places, coarseWidth, coarseHeight, (unknown, side, index) =>
    sums.links[4 * unknown + side]! > 0 ? unknownAt[index]! : undefined,
  );
  const membrane = withCoarser({ places, neighbours, ...sums }, coarseHeight, coarseWidth);
  return { ...own, coarser: { membrane, parents } };
}

/** Galerkin sums: links between two blocks add up, links inside a block vanish. */
function sumLinks(level: Level, parents: Int32Array, coarseCount: number) {
  const links = new Float32Array(4 * coarseCount);
  const diagonals = new Float32Array(coarseCount);
  parents.forEach((parent, unknown) => {
    diagonals[parent]! += level.diagonals[unknown]!;
    for (let side = 0; side < 4; side++) {
      const link = level.links[4 * unknown + side]!;
      if (link === 0) continue;
      if (parents[level.neighbours[4 * unknown + side]!] === parent) diagonals[parent]! -= link;
      else links[4 * parent + side]! += link;
    }
  });
  return { links, diagonals };
}

function linkNeighbours(
  places: Int32Array,
  width: number,
  height: number,
  neighbourAt: (unknown: number, side: number, index: number) => number | undefined,
): Int32Array {
  const neighbours = new Int32Array(4 * places.length).fill(places.length);
  places.forEach((index, unknown) => {
    const x = index % width;
    const y = (index - x) / width;
    if (x > 0) link(unknown, 0, index - 1);
    if (x < width - 1) link(unknown, 1, index + 1);
    if (y > 0) link(unknown, 2, index - width);
    if (y < height - 1) link(unknown, 3, index + width);
  });
  return neighbours;

  function link(unknown: number, side: number, index: number): void {
    const neighbour = neighbourAt(unknown, side, index);
    if (neighbour !== undefined) neighbours[4 * unknown + side] = neighbour;
  }
}

function placesOf(occupied: Uint8Array): Int32Array {
  const places: number[] = [];
  occupied.forEach((value, index) => {
    if (value !== 0) places.push(index);
  });
  return Int32Array.from(places);
}

function invert(places: Int32Array, length: number): Int32Array {
  const unknownAt = new Int32Array(length);
  places.forEach((index, unknown) => (unknownAt[index] = unknown));
  return unknownAt;
}

/** out = A u: the Laplacian with its sign turned, positive definite. `u` ends with a 0 for absent neighbours. */
export function applyMembrane(membrane: Membrane, u: Float64Array, out: Float64Array): void {
  const { count, diagonals, neighbours, links } = membrane;
  for (let i = 0; i < count; i++) {
    out[i] = diagonals[i]! * u[i]! - pull(neighbours, links, u, i);
  }
}

/** One cycle over all levels: bend is about the inverse of A applied to load, symmetric and positive definite in load. */
export function relaxMembrane(membrane: Membrane): void {
  const { count, load, bend, compliances, coarser, neighbours, links } = membrane;
  bend.fill(0);
  for (let i = 0; i < count; i++) {
    bend[i] = (load[i]! + pull(neighbours, links, bend, i)) * compliances[i]!;
  }
  if (!coarser) return;
  spreadRest(membrane, coarser.parents, coarser.membrane.load);
  relaxMembrane(coarser.membrane);
  const correction = coarser.membrane.bend;
  for (let i = 0; i < count; i++) {
    bend[i]! += overcorrection * correction[coarser.parents[i]!]!;
  }
  for (let i = count - 1; i >= 0; i--) {
    bend[i] = (load[i]! + pull(neighbours, links, bend, i)) * compliances[i]!;
  }
}

/** Sums what is left of the load by block. */
function spreadRest(membrane: Membrane, parents: Int32Array, out: Float64Array): void {
  const { count, load, bend, diagonals, neighbours, links } = membrane;
  out.fill(0);
  for (let i = 0; i < count; i++) {
    const rest = load[i]! - diagonals[i]! * bend[i]! + pull(neighbours, links, bend, i);
    out[parents[i]!]! += rest;
  }
}

/** What the unknowns around one pull it to, weighted by their links. */
function pull(
  neighbours: Int32Array,
  links: Float32Array,
  u: Float64Array,
  unknown: number,
): number {
  const side = 4 * unknown;
  return (
    links[side]! * u[neighbours[side]!]! +
    links[side + 1]! * u[neighbours[side + 1]!]! +
    links[side + 2]! * u[neighbours[side + 2]!]! +
    links[side + 3]! * u[neighbours[side + 3]!]!
  );
}
