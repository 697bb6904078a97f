import { EngineError } from '../errors';

/** How much noise a variance-preserving diffusion holds at each of its timesteps 0 ... numTimesteps - 1. */
export interface NoiseSchedule {
  readonly numTimesteps: number;
  /** Share of the picture's power that is left: x_t = sqrt(alphaBar) x_0 + sqrt(1 - alphaBar) eps. */
  alphaBar(timestep: number): number;
  /** The same noise with the picture unscaled: sqrt((1 - alphaBar) / alphaBar), unit of the image. */
  sigma(timestep: number): number;
  /** Power ratio alphaBar / (1 - alphaBar) = 1 / sigma^2. */
  snr(timestep: number): number;
  /** The timestep whose sigma is nearest in ratio; the first or last one for a sigma beyond them. */
  nearestTimestep(sigma: number): number;
}

/** Steps and end points of a linear schedule; the defaults are those of DDPM (arXiv 2006.11239, section 4). */
export interface LinearScheduleOptions {
  readonly numTimesteps?: number;
  readonly betaStart?: number;
  readonly betaEnd?: number;
}

/** alphaBar(t) = product of 1 - beta_s over s <= t, with beta rising linearly from betaStart to betaEnd. */
export function createLinearSchedule({
  numTimesteps = 1000,
  betaStart = 1e-4,
  betaEnd = 0.02,
}: LinearScheduleOptions = {}): NoiseSchedule {
  const alphaBars = new Float64Array(numTimesteps);
  let product = 1;
  for (let timestep = 0; timestep < numTimesteps; timestep++) {
    const fraction = numTimesteps > 1 ? timestep / (numTimesteps - 1) : 0;
    product *= 1 - (betaStart + (betaEnd - betaStart) * fraction);
    alphaBars[timestep] = product;
  }
  const alphaBar = (timestep: number) => {
    const value = alphaBars[timestep];
    if (value === undefined) {
      throw new EngineError(
        'settings',
        `Expected a timestep from 0 to ${numTimesteps - 1} but received ${timestep}.`,
      );
    }
    return value;
  };
  const sigma = (timestep: number) => Math.sqrt((1 - alphaBar(timestep)) / alphaBar(timestep));
  return {
    numTimesteps,
    alphaBar,
    sigma,
    snr: (timestep) => alphaBar(timestep) / (1 - alphaBar(timestep)),
    nearestTimestep: (value) => nearestInRatio(numTimesteps, sigma, value),
  };
}

/** Bisection over the increasing sigmas, then the nearer neighbour on a logarithmic scale. */
function nearestInRatio(count: number, sigmaOf: (timestep: number) => number, value: number) {
  let low = 0;
  let high = count - 1;
  if (!(value > sigmaOf(low))) return low;
  if (value >= sigmaOf(high)) return high;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sigmaOf(middle) <= value) low = middle;
    else high = middle;
  }
  return value / sigmaOf(low) <= sigmaOf(high) / value ? low : high;
}
