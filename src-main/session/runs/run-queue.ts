import type { CancelSignal } from '../../engine/prior/prior';

/** How far a run is to be worked on when its turn has come. */
export type Extent = 'toTheEnd' | 'oneIteration' | 'notAtAll';

/** Why the run in work is interrupted; `hold`: it goes on by itself when whatever holds it is over. */
export type Interruption = 'pause' | 'stop' | 'hold' | 'close';

/** The run in work, as its worker sees it. */
export interface Turn<Entry> {
  readonly entry: Entry;
  readonly extent: Extent;
  readonly signal: CancelSignal;
  /** Resolves together with the signal. */
  readonly whenAborted: Promise<void>;
  /** Set together with the signal. */
  readonly interruption: Interruption | undefined;
}

/** What has become of a turn. */
export interface TurnEnd {
  /** True where there is more to do in it. */
  readonly isInterrupted: boolean;
  /** Called when the run is no longer in work, so that requests which answer to it are met. */
  readonly announce: () => void;
}

interface ActiveTurn<Entry> extends Turn<Entry> {
  readonly abort: () => void;
  interruption: Interruption | undefined;
  settled: Promise<boolean>;
}

type Waiting<Entry> = Pick<Turn<Entry>, 'entry' | 'extent'>;

/** Lets one run at a time be worked on, in the order in which they were asked for. */
export class RunQueue<Entry> {
  private readonly work: (turn: Turn<Entry>) => Promise<TurnEnd>;
  private readonly waiting: Waiting<Entry>[] = [];
  private active: ActiveTurn<Entry> | undefined;
  private holders = 0;

  /** @param work never rejects, and returns soon after the signal of its turn */
  constructor(work: (turn: Turn<Entry>) => Promise<TurnEnd>) {
    this.work = work;
  }

  /** True where it is in work or waits for its turn. */
  has(entry: Entry): boolean {
    return this.active?.entry === entry || this.waiting.some((job) => job.entry === entry);
  }

  add(entry: Entry, extent: Extent): void {
    this.waiting.push({ entry, extent });
    this.next();
  }

  /** @returns false where it does not wait */
  remove(entry: Entry): boolean {
    const place = this.waiting.findIndex((job) => job.entry === entry);
    if (place >= 0) this.waiting.splice(place, 1);
    return place >= 0;
  }

  /** Interrupts the run where it is the one in work, and waits until it rests. @param told called before the wait */
  async interrupt(entry: Entry, reason: Interruption, told?: () => void): Promise<void> {
    const { active } = this;
    if (active?.entry !== entry) return;
    active.interruption = reason;
    active.abort();
    told?.();
    await active.settled;
  }

  /** Nothing is in work while `action` is done; what was goes on afterwards. */
  async hold<Result>(action: () => Promise<Result>): Promise<Result> {
    this.holders++;
    try {
      const { active } = this;
      if (active) {
        await this.interrupt(active.entry, 'hold');
        const { entry, extent } = active;
        if ((await active.settled) && active.interruption === 'hold') {
          this.waiting.unshift({ entry, extent });
        }
      }
      return await action();
    } finally {
      this.holders--;
      this.next();
    }
  }

  private next(): void {
    if (this.active || this.holders > 0) return;
    const job = this.waiting.shift();
    if (!job) return;
    const signal = { aborted: false };
    let tellAborted: () => void = () => undefined;
    const turn: ActiveTurn<Entry> = {
      ...job,
      signal,
      whenAborted: new Promise((resolve) => (tellAborted = resolve)),
      abort() {
        signal.aborted = true;
        tellAborted();
      },
      interruption: undefined,
      settled: Promise.resolve(false),
    };
    this.active = turn;
    turn.settled = this.work(turn).then(({ isInterrupted, announce }) => {
      this.active = undefined;
      announce();
      this.next();
      return isInterrupted;
    });
  }
}
