/** Share of the time that may go into writing checkpoints. */
const writingFraction = 0.05;

/** When and where checkpoints are written. */
export interface CheckpointTarget {
  readonly clock: () => number;
  readonly intervalMs: number;
  /** @throws when it could not be written; what was there before is then still there */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  readonly reportFailure: (error: unknown) => void;
}

/**
 * Writes the checkpoints of a run one after the other and not too often: not before the interval has passed, and the less
 * often the longer a write takes. What cannot be written is reported, and the run goes on without it.
 */
export class CheckpointWriter {
  private readonly target: CheckpointTarget;
  private pending: Promise<void> = Promise.resolve();
  private nextMs: number;

  constructor(target: CheckpointTarget) {
    this.target = target;
    this.nextMs = target.clock() + target.intervalMs;
  }

  /** Writes where it is time for it. */
  async offer(make: () => Uint8Array): Promise<void> {
    if (this.target.clock() >= this.nextMs) await this.write(make);
  }

  /** Writes now, after what is being written. */
  write(make: () => Uint8Array): Promise<void> {
    this.pending = this.pending.then(() => this.writeNow(make));
    return this.pending;
  }

  /** Resolves when nothing is being written any more. */
  settle(): Promise<void> {
    return this.pending;
  }

  private async writeNow(make: () => Uint8Array): Promise<void> {
    const { clock, intervalMs, write, reportFailure } = this.target;
    const startMs = clock();
    try {
      await write(make());
    } catch (error) {
      reportFailure(error);
    }
    const endMs = clock();
    this.nextMs = endMs + Math.max(intervalMs, (endMs - startMs) / writingFraction);
  }
}
