import type { RepairSettings } from '../../../src-shared/model/settings';
import type { RepairLeg } from '../provenance';
import type { RunPrior } from './run-services';

/** What a picture of a repair was made with. */
export interface MadeWith {
  readonly settings: RepairSettings;
  readonly prior: Pick<RunPrior, 'id' | 'sha256'>;
  readonly legs?: readonly RepairLeg[];
}

/** The legs of a repair, in the order of the kept states that they begin from; the last one is in work. */
export class RepairLegs {
  private legs: readonly RepairLeg[];

  /** @param settings of the first one */
  constructor(settings: RepairSettings) {
    this.legs = [{ settings, fromIteration: 0, extraIterations: 0 }];
  }

  get all(): readonly RepairLeg[] {
    return this.legs;
  }

  get last(): RepairLeg {
    return this.legs.at(-1)!;
  }

  /**
   * What a kept state was made with: the settings and the prior of the last call before it, in whatever process that was, and
   * all legs up to it, where there is more than one.
   * @param index of the state; 0 has not been made with anything
   * @param inUse what has made it where no leg names its prior
   */
  madeWith(index: number, inUse: RunPrior | undefined): MadeWith {
    const legs = this.legs.filter(({ fromIteration }) => fromIteration < index);
    const prior = legs.flatMap((leg) => leg.prior ?? []).at(-1) ?? inUse!;
    return { settings: legs.at(-1)!.settings, prior, ...(legs.length > 1 && { legs }) };
  }

  /** A prior has been called: the leg in work is made with it. */
  notePrior({ id, sha256, precision }: RunPrior): void {
    const { last } = this;
    if (last.prior) return;
    const prior = { id, sha256, ...(precision !== undefined && { precision }) };
    this.legs = [...this.legs.slice(0, -1), { ...last, prior }];
  }

  /** Begins a leg that has not asked any prior yet. */
  enter({ prior: _prior, ...leg }: RepairLeg): void {
    // Legs from there on are forgotten together with what they have made, or have made nothing.
    const before = this.legs.filter(({ fromIteration }) => fromIteration < leg.fromIteration);
    this.legs = [...before, leg];
  }

  /** Takes up those of another process. */
  restore(legs: readonly RepairLeg[]): void {
    this.legs = legs;
  }
}
