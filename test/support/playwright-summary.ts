import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** Ends a run with one line that any script can read, as the other suites do: "12 passed, 0 failed, 1 skipped". */
class PlaywrightSummary implements Reporter {
  private readonly counts = { passed: 0, failed: 0, skipped: 0 };

  onTestEnd(_test: TestCase, { status, annotations }: TestResult): void {
    for (const { type, description } of annotations) {
      if (description !== undefined && type !== 'skip') console.log(`     ${type}: ${description}`);
    }
    if (status === 'passed' || status === 'skipped') this.counts[status]++;
    else this.counts.failed++;
  }

  onError(): void {
    this.counts.failed++;
  }

  onEnd(): void {
    const { passed, failed, skipped } = this.counts;
    console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  }
}

export default PlaywrightSummary;
