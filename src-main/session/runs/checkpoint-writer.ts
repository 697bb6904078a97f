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
  private isWriting = false;
  private nextMs: number;

  constructor(target: CheckpointTarget) {
    this.target = target;
    this.nextMs = target.clock() + target.intervalMs;
  }

  /** Writes in the background where it is time for it; `make` is called at once or not at all. */
  offer(make: () => Uint8Array): void {
    if (this.isWriting || this.target.clock() < this.nextMs) return;
    this.begin(make);
  }

  /** Writes now, after what is being written. */
  async write(make: () => Uint8Array): Promise<void> {
    await this.pending;
    this.begin(make);
    await this.pending;
  }

  /** Resolves when nothing is being written any more. */
  settle(): Promise<void> {
    return this.pending;
  }

  private begin(make: () => Uint8Array): void {
    const { clock, intervalMs, write, reportFailure } = this.target;
    const startMs = clock();
    this.isWriting = true;
    this.pending = write(make())
      .catch(reportFailure)
      .finally(() => {
        this.isWriting = false;
        const endMs = clock();
        this.nextMs = endMs + Math.max(intervalMs, (endMs - startMs) / writingFraction);
      });
  }
}
