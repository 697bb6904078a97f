import { markdownTable } from '../markdown-table';
import type { CleanResult } from './clean-sets';
import { damageClasses } from './labelled-picture';
import type { RepairEffect } from './repair-effect';
import { sumShares, type DetectionScore, type Share } from './score-marks';
import type { SearchCost } from './search-cost';

/** A detector's agreement with labels at one sensitivity. */
export interface AgreementResult {
  readonly detector: string;
  readonly set: string;
  readonly sensitivity: number;
  readonly score: DetectionScore;
  /** Over all sensitivities; undefined where it was not asked for. */
  readonly averagePrecision: number | undefined;
}

const fewMarks = 3;

/** Masked share, marks and worst photo of each clean set. */
export function cleanTable(results: readonly CleanResult[]): string {
  const rows = results.map(({ detector, set, photos }) => {
    const fractions = photos.map(({ maskedFraction }) => maskedFraction).sort((a, b) => a - b);
    const few = photos.filter(({ markCount }) => markCount <= fewMarks).length;
    const worst = photos.reduce((a, b) => (b.maskedFraction > a.maskedFraction ? b : a));
    return [
      set,
      detector,
      String(photos.length),
      percent(mean(fractions), 3),
      percent(fractions[Math.ceil(0.95 * fractions.length) - 1]!, 2),
      `${percent(worst.maskedFraction, 2)} (${worst.photo})`,
      percent(few / photos.length, 0),
    ];
  });
  return markdownTable(
    ['clean set', 'detector', 'photos', 'masked, mean', '95 % at most', 'most', 'at most 3 marks'],
    rows,
  );
}

/** Objects found, marks that are right and pixels, for each set and sensitivity. */
export function agreementTable(results: readonly AgreementResult[]): string {
  const rows = results.map(({ set, detector, sensitivity, score, averagePrecision }) => [
    set,
    detector,
    String(sensitivity),
    share(sumShares(score.objects)),
    share(sumShares(score.marks)),
    share(score.damagedPixels, false),
    share(score.maskedPixels, false),
    averagePrecision === undefined ? '' : averagePrecision.toFixed(3),
  ]);
  return markdownTable(
    [
      'damaged set',
      'detector',
      'sensitivity',
      'objects found',
      'marks right',
      'pixels found',
      'masked pixels right',
      'average precision',
    ],
    rows,
  );
}

/** The same by class: objects found / marks right. */
export function classTable(results: readonly AgreementResult[]): string {
  const rows = results.map(({ set, detector, sensitivity, score }) => [
    set,
    detector,
    String(sensitivity),
    ...damageClasses.map((name) => `${share(score.objects[name])} / ${share(score.marks[name])}`),
  ]);
  return markdownTable(['found / right', 'detector', 'sensitivity', ...damageClasses], rows);
}

/** What a repair without a mask gains and loses. */
export function repairTable(effects: readonly RepairEffect[]): string {
  const rows = effects.map((effect) => {
    const { gainsDb, untouchedCount, changedCleanDb, cleanCount } = effect;
    const worse = gainsDb.filter((gain) => gain < -0.05).length;
    const gains = gainsDb.length === 0 ? '' : `${signed(mean(gainsDb))} dB`;
    const range =
      gainsDb.length === 0
        ? ''
        : `${signed(Math.min(...gainsDb))} to ${signed(Math.max(...gainsDb))} dB`;
    const clean =
      changedCleanDb.length === 0
        ? ''
        : `, the most at ${Math.min(...changedCleanDb).toFixed(1)} dB`;
    return [
      effect.detector,
      `${gainsDb.length} of ${gainsDb.length + untouchedCount}`,
      gains,
      range,
      String(worse),
      `${changedCleanDb.length} of ${cleanCount}${clean}`,
    ];
  });
  return markdownTable(
    [
      'repaired without a mask',
      'damaged pictures changed',
      'PSNR gained',
      'from, to',
      'worse by more than .05 dB',
      'clean pictures changed',
    ],
    rows,
  );
}

/** What looking costs, each beside its target. */
export function costTable(cost: SearchCost): string {
  const { timeRatio, seconds, previewShare, previewSeconds, bytesAbovePhoto } = cost;
  return markdownTable(
    ['12 megapixels', 'target', 'measured'],
    [
      ['time / time for a quarter of it', 'at most 5', timeRatio.toFixed(2)],
      ['time', 'at most 20 s on two cores', `${seconds.toFixed(1)} s`],
      [
        'until the first marks',
        'at most 2 s',
        `${previewSeconds.toFixed(1)} s (${percent(previewShare, 0)})`,
      ],
      ['peak memory above the photo', 'at most 500 MB', `${Math.round(bytesAbovePhoto / 1e6)} MB`],
    ],
  );
}

function share({ found, total }: Share, isCounted = true): string {
  if (total === 0) return 'none';
  return `${percent(found / total, 0)}${isCounted ? ` of ${total}` : ''}`;
}

const percent = (fraction: number, digits: number) => `${(100 * fraction).toFixed(digits)} %`;
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const signed = (value: number) => `${value >= 0 ? '+' : ''}${value.toFixed(2)}`;
