import type { CancelSignal } from '../../engine/prior/prior';

/** How far a run is to be worked on when its turn has come. */
export type Extent = 'toTheEnd' | 'oneIteration' | 'notAtAll';

/** Why a run in work can be interrupted; of two reasons at once the one further behind counts. */
const interruptions = ['hold', 'change', 'pause', 'stop', 'close'] as const;

/**
 * `hold`: it goes on by itself when whatever holds it is over; `change`: whoever interrupts it goes on with it under other
 * settings.
 */
export type Interruption = (typeof interruptions)[number];

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
  settled: Promise<void>;
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

  /**
   * Interrupts the run where it is the one in work, and waits until it rests.
   * @param told called before the wait
   * @returns why it rests; undefined where it was not in work
   */
  async interrupt(
    entry: Entry,
    reason: Interruption,
    told?: () => void,
  ): Promise<Interruption | undefined> {
    const { active } = this;
    if (active?.entry !== entry) return undefined;
    active.interruption = strongerOf(active.interruption, reason);
    active.abort();
    told?.();
    await active.settled;
    return active.interruption;
  }

  /** Nothing is in work while `action` is done; what was goes on afterwards. */
  async hold<Result>(action: () => Promise<Result>): Promise<Result> {
    this.holders++;
    try {
      if (this.active) await this.interrupt(this.active.entry, 'hold');
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
      settled: Promise.resolve(),
    };
    this.active = turn;
    turn.settled = this.work(turn).then(({ isInterrupted, announce }) => {
      this.active = undefined;
      if (isInterrupted && turn.interruption === 'hold') this.waiting.unshift(job);
      announce();
      this.next();
    });
  }
}

function strongerOf(set: Interruption | undefined, reason: Interruption): Interruption {
  if (set === undefined) return reason;
  return interruptions.indexOf(reason) > interruptions.indexOf(set) ? reason : set;
}
