import { EngineError } from '../errors';
import type { ImageTensor } from '../tensor/image-tensor';

/** Clean images lie in [-1, 1]; an estimate this far outside is no photograph any more. */
const largestPlausibleValue = 1e3;

/** What a tensor holds at its extremes; Math.min and Math.max hand NaN on, so that one makes `isFinite` false. */
function surveyTensor({ data }: ImageTensor) {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high, isFinite: Number.isFinite(low) && Number.isFinite(high) };
}

/**
 * Refuses an answer of the prior that cannot be one.
 * @param x what the prior was asked; a constant answer to a constant question is fine
 * @throws EngineError 'not-finite' or 'constant-output'
 */
export function guardDenoised(denoised: ImageTensor, x: ImageTensor, iteration: number): void {
  const answer = surveyTensor(denoised);
  if (!answer.isFinite) {
    throw new EngineError(
      'not-finite',
      `The prior answered with numbers that are not finite in iteration ${iteration + 1}; the run was stopped before it, try another provider or prior.`,
    );
  }
  if (answer.low === answer.high && denoised.data.length > 1) {
    const question = surveyTensor(x);
    if (question.low !== question.high) {
      throw new EngineError(
        'constant-output',
        `The prior answered one single value for the whole picture in iteration ${iteration + 1}; the run was stopped before it, try another provider or prior.`,
      );
    }
  }
}

/**
 * Refuses an estimate that ran away.
 * @throws EngineError 'not-finite' or 'diverged'
 */
export function guardEstimate(mu: ImageTensor, iteration: number): void {
  const estimate = surveyTensor(mu);
  if (!estimate.isFinite) {
    throw new EngineError(
      'not-finite',
      `The estimate is not finite after iteration ${iteration + 1}; the run was stopped, lower the strength or lambda.`,
    );
  }
  if (Math.max(-estimate.low, estimate.high) > largestPlausibleValue) {
    throw new EngineError(
      'diverged',
      `The estimate left every plausible range in iteration ${iteration + 1}; the run was stopped, lower the strength or lambda.`,
    );
  }
}
