import type { RunProgress } from '../../../src-shared/model/run';

/** Runs that come to rest only to be stopped then: nobody has paused them, so nobody is told so. */
export class EndingRuns {
  private readonly runIds = new Set<string>();

  /** @param rest brings the run to rest */
  async during<Result>(runId: string, rest: () => Promise<Result>): Promise<Result> {
    this.runIds.add(runId);
    try {
      return await rest();
    } finally {
      this.runIds.delete(runId);
    }
  }

  /** What the window is told of a run. */
  describe(progress: RunProgress): RunProgress {
    const isEnding = progress.state === 'paused' && this.runIds.has(progress.runId);
    return isEnding ? { ...progress, state: 'finishing' } : progress;
  }
}
