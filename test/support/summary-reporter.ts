import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with one line that any script can read: "12 passed, 0 failed, 1 skipped". */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const counts = { passed: 0, failed: 0, skipped: 0 };
    // A file that cannot be loaded, and an error outside of any test, each count as one failure.
    counts.failed += errors.length;
    for (const module of modules) {
      if (module.errors().length > 0) counts.failed++;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state !== 'pending') counts[state]++;
      }
    }
    console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  }
}
