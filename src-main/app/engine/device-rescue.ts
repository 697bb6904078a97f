import type { AppFailure, EngineContract } from '../../../src-shared/contract';

/** A run that failed, as the engine tells it. */
interface FailedRun {
  readonly photoId: string;
  readonly runId: string;
  readonly error: AppFailure;
}

/** Calls by which somebody decides what becomes of a run. */
const decisions: ReadonlySet<keyof EngineContract> = new Set([
  'pauseRepair',
  'resumeRepair',
  'stepRepair',
  'stopRepair',
  'extendRepair',
  'continueRepair',
]);

/** What a rescue needs of the engine around it. */
export interface DeviceRescueOptions {
  /** True where the prior in use runs on another device than the processor. */
  readonly isOnDevice: () => boolean;
  /** Loads the prior on the processor. @returns false where that fails as well */
  readonly leaveDevice: () => Promise<boolean>;
  /** Told once a device that was left. */
  readonly tell: (failure: AppFailure) => void;
  /** Lets a run at rest go on, for one iteration or to its end. @returns false where it cannot */
  readonly goOn: (runId: string, isStep: boolean) => Promise<boolean>;
}

/** Lets runs go on with the processor where the device failed that their prior was on: it would fail them again. */
export class DeviceRescue {
  private readonly options: DeviceRescueOptions;
  /** Resolves with false where the processor cannot be used either. */
  private leaving: Promise<boolean> | undefined;
  /** Runs that failed and wait for the processor, and their photos. */
  private readonly waiting = new Map<string, string>();
  /** Runs of which one iteration was asked last. */
  private readonly steps = new Set<string>();

  constructor(options: DeviceRescueOptions) {
    this.options = options;
  }

  /** Hears what was asked of a run: who decides about one that waits does so instead of the rescue. */
  note(
    name: keyof EngineContract,
    { photoId, runId }: Partial<Pick<FailedRun, 'photoId' | 'runId'>>,
  ): void {
    if (name === 'closePhoto') {
      for (const [run, photo] of this.waiting) if (photo === photoId) this.waiting.delete(run);
    } else if (runId !== undefined && decisions.has(name)) {
      this.waiting.delete(runId);
      if (name === 'stepRepair') this.steps.add(runId);
      else this.steps.delete(runId);
    }
  }

  /** @returns false where the failure stands: no device is to blame for it, or the processor is no help */
  async take({ photoId, runId, error }: FailedRun): Promise<boolean> {
    const { isOnDevice, goOn } = this.options;
    if (error.code !== 'prior' || !(this.leaving ?? isOnDevice())) return false;
    this.waiting.set(runId, photoId);
    this.leaving ??= this.leave(error);
    const hasLeft = await this.leaving;
    if (!this.waiting.delete(runId)) return true;
    return hasLeft && goOn(runId, this.steps.has(runId));
  }

  private async leave(failure: AppFailure): Promise<boolean> {
    const hasLeft = await this.options.leaveDevice();
    this.leaving = undefined;
    if (hasLeft) this.options.tell(failure);
    return hasLeft;
  }
}
