import { describe, expect, it } from 'vitest';
import { createTextReporter } from '../../../../src-main/cli/report/text-reporter';
import type { SaveReport } from '../../../../src-shared/model/save-report';
import { recordOutput } from '../../../support/cli-environment';

const report: SaveReport = {
  path: '-aunt_restored.jpg',
  byteLength: 1_234_567,
  sha256: '',
  format: 'jpeg',
  width: 10,
  height: 10,
  bitDepth: 8,
  encoding: 'JPEG quality 92, 4:2:0',
  kept: [],
  notes: ['The small preview is left out.'],
  comparison: {
    sampleCount: 300,
    differingCount: 12,
    maxDifferenceFraction: 0.0118,
    meanDifferenceFraction: 0.0001,
  },
  recodedBlocks: { changed: 40, total: 4000 },
};

function report1(repairedFraction: number, change: Partial<SaveReport> = {}) {
  const [narration, results] = [recordOutput(), recordOutput()];
  createTextReporter({ narration, results, clock: () => 0 }).saved({
    report: { ...report, ...change },
    variant: 1,
    seed: 1,
    repairedFraction,
    durationMs: 42_000,
    samplesOutside: 12_000,
    changedOutside: 0,
  });
  return { lines: narration.text().trimEnd().split('\n'), results: results.text() };
}

describe('the reporter for people', () => {
  it('tells how the result is stored, what coding did to it and what is not kept', () => {
    expect(report1(1).lines).toEqual([
      'Saved after 42 s: JPEG quality 92, 4:2:0, 1.2 MB.',
      'Outside the mask the repair changed 0 of 12,000 samples.',
      '40 of 4,000 JPEG blocks were coded anew; all others are the original’s.',
      'Coding changed samples by 0.01 % on average and 1.2 % at most.',
      'The small preview is left out.',
    ]);
  });

  it('says nothing of coding that lost nothing', () => {
    const lossless = { ...report.comparison, differingCount: 0 };
    const { lines } = report1(1, { comparison: lossless, recodedBlocks: undefined });
    expect(lines.join()).not.toContain('oding');
  });

  it('says when a picture is unfinished', () => {
    expect(report1(0.456).lines[0]).toBe(
      'The picture was saved as far as it is repaired (45 %): JPEG quality 92, 4:2:0, 1.2 MB.',
    );
  });

  it('prints a result as a path that is no option', () => {
    expect(report1(1).results).toBe('./-aunt_restored.jpg\n');
  });

  it('does not let a name command the terminal', () => {
    const narration = recordOutput(80);
    const reporter = createTextReporter({ narration, results: recordOutput(), clock: () => 0 });
    reporter.notice('a\u001b[2Jb');
    reporter.stage('c\u0007d');
    expect(narration.text()).not.toContain('\u001b[2J');
    expect(narration.text()).not.toContain('\u0007');
  });
});
