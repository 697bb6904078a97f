import { describe, expect, it } from 'vitest';
import { barLine, createProgressBar } from '../../../../src-main/cli/report/progress-bar';
import { createProgressDisplay } from '../../../../src-main/cli/report/progress-display';
import { createProgressLines } from '../../../../src-main/cli/report/progress-lines';
import type { RepairProgress } from '../../../../src-main/session/repair-session';
import { recordOutput } from '../../../support/cli-environment';

function progressAt(doneFraction: number, changes: Partial<RepairProgress> = {}): RepairProgress {
  return {
    iteration: 5,
    iterations: 14,
    runIteration: 5,
    runIterations: 14,
    part: 1,
    parts: 1,
    changedRegion: { x: 0, y: 0, width: 1, height: 1 },
    level: 0,
    pass: 0,
    passes: 1,
    completesIteration: true,
    doneFraction,
    elapsedMs: 0,
    remainingMs: 65_000,
    sigma: 0.1,
    dataResidual: 0,
    priorResidual: 0,
    stepNorm: 0,
    pixelsDone: 0,
    pixelsTotal: 1,
    window: {
      region: { x: 0, y: 0, width: 16, height: 16 },
      targets: [],
      neighbourTargets: [],
      blendPx: 0,
      holePixelCount: 0,
      targetPixelCount: 0,
      widestRadiusPx: 0,
    },
    ...changes,
  };
}

/** What is on the line at the end: every redraw begins with return and erase. */
const lastFrame = (text: string) => text.split('\r\u001b[K').at(-1);

describe('the bar on a terminal', () => {
  it('shows percent, iteration and time left, and fits the line', () => {
    const output = recordOutput(80);
    createProgressBar(output, () => 0).show(progressAt(0.429));
    const line = lastFrame(output.text())!;
    expect(line).toMatch(/^Repairing █+░+ {2}42 % {2}iteration 6 of 14 {2}about 1:05 left$/);
    expect(line.length).toBeLessThan(80);
  });

  it('is as long as the share that is done, and full only at the end', () => {
    expect(barLine(0, 'x', 80)).toBe(`Repairing ${'░'.repeat(30)}  x`);
    expect(barLine(0.5, 'x', 80)).toBe(`Repairing ${'█'.repeat(15)}${'░'.repeat(15)}  x`);
    expect(barLine(0.999, 'x', 80)).toContain('█'.repeat(29) + '░');
    expect(barLine(1, 'x', 80)).toBe(`Repairing ${'█'.repeat(30)}  x`);
  });

  it('gives way to its text on a narrow terminal', () => {
    expect(barLine(0.5, '50 %  iteration 1', 20)).toBe('50 %  iteration 1');
    expect(barLine(0.5, '50 %  iteration 1', 6)).toBe('50 %  ');
  });

  it('uses 80 columns on a terminal that says 0', () => {
    const output = recordOutput(0);
    createProgressBar(output, () => 0).show(progressAt(0.5));
    expect(output.text()).toContain('50 %');
  });

  it('is drawn at most ten times a second, but always at the end', () => {
    let nowMs = 0;
    const output = recordOutput(80);
    const bar = createProgressBar(output, () => nowMs);
    for (; nowMs < 1000; nowMs += 10) bar.show(progressAt(nowMs / 2000));
    expect(output.text().split('\r').length - 1).toBe(10);
    bar.show(progressAt(1));
    expect(lastFrame(output.text())).toContain('100 %');
    expect(lastFrame(output.text())).not.toContain('left');
  });

  it('leaves an empty line behind, once', () => {
    const output = recordOutput(80);
    const bar = createProgressBar(output, () => 0);
    bar.clear();
    expect(output.text()).toBe('');
    bar.stage('Reading');
    expect(lastFrame(output.text())).toBe('Reading …');
    bar.clear();
    bar.clear();
    expect(lastFrame(output.text())).toBe('');
    expect(output.text().split('\r').length - 1).toBe(2);
  });
});

describe('lines where there is no terminal', () => {
  it('come at most one a second, at whole iterations, and at the end', () => {
    let nowMs = 0;
    const output = recordOutput();
    const lines = createProgressLines(output, () => nowMs);
    for (let call = 0; call < 30; call++, nowMs += 100) {
      lines.show(progressAt(call / 30, { completesIteration: call % 2 === 1 }));
    }
    lines.show(progressAt(1, { completesIteration: false }));
    const written = output.text().trimEnd().split('\n');
    expect(written).toEqual([
      '0 %, iteration 6 of 14, about 1:05 left',
      '36 %, iteration 6 of 14, about 1:05 left',
      '70 %, iteration 6 of 14, about 1:05 left',
      '100 %, iteration 6 of 14',
    ]);
  });

  it('come every ten seconds while an iteration takes long', () => {
    let nowMs = 0;
    const output = recordOutput();
    const lines = createProgressLines(output, () => nowMs);
    for (; nowMs < 30_000; nowMs += 1000) {
      lines.show(progressAt(0.5, { completesIteration: false }));
    }
    expect(output.text().trimEnd().split('\n')).toHaveLength(3);
  });

  it('name the size of coarse levels, passes, and no time that is not known', () => {
    const output = recordOutput();
    createProgressLines(output, () => 0).show(
      progressAt(0.1, { level: 1, passes: 2, remainingMs: undefined }),
    );
    expect(output.text()).toBe('10 %, pass 1 of 2, iteration 6 of 14 at half size\n');
  });
});

describe('createProgressDisplay', () => {
  it('draws on a terminal and writes lines elsewhere', () => {
    const [terminal, pipe] = [recordOutput(80), recordOutput()];
    for (const output of [terminal, pipe]) {
      createProgressDisplay(output, () => 0).show(progressAt(0.5));
    }
    expect(terminal.text()).toContain('\r');
    expect(pipe.text()).toBe('50 %, iteration 6 of 14, about 1:05 left\n');
  });
});
