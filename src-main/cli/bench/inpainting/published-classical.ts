import type { BenchKind } from './cases';
import type { Score } from './score';

/** A classical method and its mean score over the 24 images of each kind. */
export interface ClassicalMethod {
  readonly name: string;
  readonly scores: Readonly<Record<BenchKind, Score>>;
}

const score = (psnrDb: number, textureFraction: number): Score => ({ psnrDb, textureFraction });

/** Measured on the same cases with OpenCV (radius 5) and scikit-image; the figures stand in the benchmark's README. */
export const publishedClassical: readonly ClassicalMethod[] = [
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

/**
 * The Laplace equation solved in the hole, which repairs start from: a classical method like the others, and in PSNR the best of
 * them on three kinds of damage. Measured by `bench inpainting` itself; as it asks no prior, another prior does not change it.
 */
export const harmonicFill: ClassicalMethod = {
  name: 'harmonic (our start)',
  scores: {
    scratch: score(23.43, 0.06),
    dust: score(26.08, 0.06),
    crease: score(21.53, 0.06),
    blob: score(21.81, 0.06),
  },
};

/** What a repair is judged against. */
export const classicalMethods: readonly ClassicalMethod[] = [...publishedClassical, harmonicFill];
