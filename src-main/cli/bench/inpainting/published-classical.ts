import type { BenchKind } from './cases';
import type { Score } from './score';

/** A classical method and its mean score over the 24 images of each kind. */
export interface PublishedMethod {
  readonly name: string;
  readonly scores: Readonly<Record<BenchKind, Score>>;
}

const score = (psnrDb: number, textureFraction: number): Score => ({ psnrDb, textureFraction });

/** Measured on the same cases with OpenCV (radius 5) and scikit-image; the figures stand in the benchmark's README. */
export const publishedClassical: readonly PublishedMethod[] = [
  {
    name: 'OpenCV Telea, radius 5',
    scores: {
      scratch: score(22.78, 0.26),
      dust: score(24.19, 0.53),
      crease: score(20.88, 0.21),
      blob: score(21.3, 0.19),
    },
  },
  {
    name: 'OpenCV Navier-Stokes, radius 5',
    scores: {
      scratch: score(22.91, 0.22),
      dust: score(25.55, 0.26),
      crease: score(20.7, 0.17),
      blob: score(21.4, 0.14),
    },
  },
  {
    name: 'scikit-image biharmonic',
    scores: {
      scratch: score(23.2, 0.21),
      dust: score(26.6, 0.31),
      crease: score(20.82, 0.14),
      blob: score(21.06, 0.13),
    },
  },
];

/** The classical method of highest PSNR for a kind of damage. */
export function bestClassical(kind: BenchKind): { readonly name: string; readonly score: Score } {
  const [best] = publishedClassical
    .map(({ name, scores }) => ({ name, score: scores[kind] }))
    .sort((a, b) => b.score.psnrDb - a.score.psnrDb);
  return best!;
}
