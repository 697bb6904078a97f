import type { PriorDescription } from '../record-prior';
import { TRIED_SIDE_PX, type Calibration } from './calibrate';
import { describeSigma } from './noise-range';

/** The model card of a prior that a person has added: what was found out by asking it, and what nobody said. */
export function describeAddedPrior(
  { id, name, licence, adapter }: PriorDescription,
  { sigmaRange, sizeMultiple, haloPx, haloCriterion, rest, callMs }: Calibration,
): string {
  const kind =
    adapter.kind === 'edm'
      ? `x0-denoiser, one sigma ${adapter.sigmaInput === 'scalar' ? 'a picture' : 'a pixel, the same for all'}`
      : `noise-predicting network of ${adapter.outputChannels} outputs`;
  const rows = rest.map(({ sigma, rest: share }) => {
    const text = Number.isFinite(share) ? `${(100 * share).toFixed(0)} %` : 'no answer';
    return `| ${describeSigma(sigma)} | ${text} |`;
  });
  return `${[
    `# ${id}`,
    `${name}, added by the person who uses it; licence: ${licence}.`,
    `Recognised as: ${kind}. Sides are multiples of ${sizeMultiple} px, and it is asked about noise from sigma ${describeSigma(sigmaRange.min)} to ${describeSigma(sigmaRange.max)}. A picture of ${TRIED_SIDE_PX} x ${TRIED_SIDE_PX} px took ${(callMs / 1000).toFixed(2)} s on the processor where it was added. What it was trained on and where it fails is not known here.`,
    `Context: ${haloPx} px. ${haloCriterion}`,
    ['| sigma | noise left in a made-up picture |', '|---|---|', ...rows].join('\n'),
  ].join('\n\n')}\n`;
}
