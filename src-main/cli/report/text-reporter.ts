import type { SaveReport } from '../../../src-shared/model/save-report';
import type { CliEnvironment, TextOutput } from '../environment';
import { describeFound } from '../detect/describe-found';
import { describePhoto } from '../describe-photo';
import {
  formatByteLength,
  formatCount,
  formatDuration,
  formatQuantity,
  formatShare,
  withoutControls,
} from '../format-text';
import { createProgressDisplay } from './progress-display';
import type { RestoreReporter, SavedFacts, StartedFacts, StoppedFacts } from './reporter';

const families = { grey: 'a grey photo', tint: 'a photo of one tint', colour: 'a colour photo' };

/** Where a reporter for people writes: what happens to `narration`, nothing but paths of results to `results`. */
export interface TextReporterOptions extends Pick<CliEnvironment, 'clock'> {
  readonly narration: TextOutput;
  readonly results: TextOutput;
}

/** A reporter for people: plain sentences, and a bar where there is a terminal. */
export function createTextReporter(options: TextReporterOptions): RestoreReporter {
  const { narration, results, clock } = options;
  const display = createProgressDisplay(narration, clock);
  const say = (lines: readonly string[]) => {
    display.clear();
    for (const line of lines) narration.write(`${withoutControls(line)}\n`);
  };
  return {
    stage: (text) => display.stage(withoutControls(text)),
    found: (facts) => say([describeFound(facts)]),
    started: (facts) => say(startedLines(facts)),
    progress: (progress) => display.show(progress),
    notice: (message) => say([message]),
    saved(facts) {
      say(savedLines(facts));
      results.write(`${asArgument(facts.report.path)}\n`);
    },
    stopped: (facts) => say(stoppedLines(facts)),
    close: () => display.clear(),
  };
}

function startedLines(facts: StartedFacts): string[] {
  const { photo, damageMask, device, settings, variant, variants } = facts;
  const places = formatQuantity(facts.places, 'place');
  const work = `Repairing ${places} (${formatShare(damageMask.damagedFraction)} of ${families[facts.colourFamily]}) in ${formatQuantity(settings.iterations, 'iteration')} with seed ${settings.seed}.`;
  if (variant > 1) return [`Variant ${variant} of ${variants}: seed ${settings.seed}.`];
  return [
    `${photo.path}: ${describePhoto(photo.inspection)}.`,
    device,
    variants > 1 ? `${work} Variant 1 of ${variants}.` : work,
  ];
}

function savedLines(facts: SavedFacts): string[] {
  const { report, durationMs, repairedFraction, samplesOutside, changedOutside } = facts;
  const extent =
    repairedFraction < 1
      ? `The picture was saved as far as it is repaired (${Math.floor(repairedFraction * 100)} %)`
      : `Saved after ${formatDuration(durationMs)}`;
  return [
    `${extent}: ${report.encoding}, ${formatByteLength(report.byteLength)}.`,
    `Outside the mask the repair changed ${formatCount(changedOutside)} of ${formatQuantity(samplesOutside, 'sample')}.`,
    ...codingLines(report),
    ...report.notes,
    ...(facts.isAsRecorded === undefined ? [] : [comparisonLine(facts)]),
    ...(facts.sidecarPath === undefined
      ? []
      : [`How to redo it bit for bit is written in ${facts.sidecarPath}.`]),
  ];
}

/** What coding with loss did to the picture, measured on the written file. */
function codingLines({ comparison, recodedBlocks }: SaveReport): string[] {
  const { differingCount, meanDifferenceFraction, maxDifferenceFraction } = comparison;
  const blocks = recodedBlocks
    ? [
        `${formatCount(recodedBlocks.changed)} of ${formatQuantity(recodedBlocks.total, 'JPEG block')} were coded anew; all others are the original’s.`,
      ]
    : [];
  if (differingCount === 0) return blocks;
  return [
    ...blocks,
    `Coding changed samples by ${formatShare(meanDifferenceFraction)} on average and ${formatShare(maxDifferenceFraction)} at most.`,
  ];
}

function comparisonLine({ isAsRecorded, hasSamePixels }: SavedFacts): string {
  if (isAsRecorded) return 'It is the recorded result, bit for bit.';
  return hasSamePixels
    ? 'The repair gave the same pixels, coded otherwise: another format, quality or version of Heirloom made the recorded file.'
    : 'It differs from the recorded result: another processor, provider or version of Heirloom computed that one.';
}

function stoppedLines({ repairedFraction, isSaved, checkpointPath }: StoppedFacts): string[] {
  const extent = repairedFraction > 0 ? ` at ${Math.floor(repairedFraction * 100)} %` : '';
  return [
    isSaved
      ? 'Stopped; the original is untouched.'
      : `Stopped${extent}; no picture was saved and the original is untouched.`,
    ...(checkpointPath === undefined
      ? []
      : [`The checkpoint ${checkpointPath} holds the last whole iteration; go on with --resume.`]),
  ];
}

/** A path that the next program does not take for an option. */
const asArgument = (path: string) => (path.startsWith('-') ? `./${path}` : path);
