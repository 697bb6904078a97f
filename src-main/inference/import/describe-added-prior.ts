import type { PriorDescription } from '../record-prior';
import type { Calibration } from './calibrate';

/** The model card of a prior that a person has added: what was found out by asking it, and what nobody said. */
export function describeAddedPrior(
  { id, name, licence, adapter }: PriorDescription,
  { sigmaRange, sizeMultiple, haloPx, rest }: Calibration,
): string {
  const kind =
    adapter.kind === 'edm'
      ? `x0-denoiser, one sigma ${adapter.sigmaInput === 'scalar' ? 'a picture' : 'a pixel, the same for all'}`
      : `noise-predicting network of ${adapter.outputChannels} outputs`;
  const rows = rest.map(({ sigma, rest: share }) => {
    const text = Number.isFinite(share) ? `${(100 * share).toFixed(0)} %` : 'no answer';
    return `| ${sigma} | ${text} |`;
  });
  return `${[
    `# ${id}`,
    `${name}, added by the person who uses it; licence: ${licence}.`,
    `Recognised as: ${kind}. Sides are multiples of ${sizeMultiple} px, answers need ${haloPx} px of context, and noise from sigma ${sigmaRange.min} to ${sigmaRange.max} is taken away. What it was trained on and where it fails is not known here.`,
    ['| sigma | noise left in a made-up picture |', '|---|---|', ...rows].join('\n'),
  ].join('\n\n')}\n`;
}
