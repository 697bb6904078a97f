import type { LayerId } from '../../../src-shared/model/ids';
import { settingsBehindEnd, type RepairSettings } from '../../../src-shared/model/settings';
import type { RunResult, RunState } from '../../../src-shared/model/run';
import type { RunStart } from '../../engine/repair/run-start';
import { isUnreadable } from '../checkpoint-seal';
import { collectDamagedPixels, type DamagedPixels } from '../layers/damaged-pixels';
import { canvasesOf, keepIteration } from '../layers/iteration-picture';
import { tilesToMask } from '../layers/mask-tiles';
import type { RepairLeg } from '../provenance';
import { RepairSession } from '../repair-session';
import { continueFrom, type RepairStanding } from '../repair-start';
import { KeptStates, type KeptState } from './kept-states';
import { RepairLegs, type MadeWith } from './repair-legs';
import { encodeRunCheckpoint, type RunCheckpoint } from './run-checkpoint';
import type { RunOrder } from './run-order';
import type { RunPhoto, RunPrior, RunServices } from './run-services';

/** A layer that was made of a run, and the number of the kept state that it was made of. */
export interface MadeLayer {
  readonly layerId: LayerId;
  readonly index: number;
}

/**
 * One repair with all its states. It consists of legs: the first one begins at the base layer, each further one where a kept
 * state or the end of the leg before was, under settings of its own or with more iterations.
 */
export class Run {
  readonly order: RunOrder;
  readonly damaged: DamagedPixels;
  readonly states: KeptStates;
  state: RunState = 'waiting';
  /** Iterations that were asked for behind the end of the leg in work. */
  pendingIterations = 0;
  /** Milliseconds in work, without pauses. */
  workMs = 0;
  private lastResult: RunResult | undefined;
  private lastMade: MadeLayer | undefined;
  private readonly legs: RepairLegs;
  private starts: readonly RunStart[] = [];
  private session: RepairSession | undefined;
  private prior: RunPrior | undefined;
  /** Of the session, where it is not open, and how its windows are cut, which another prior would cut otherwise. */
  private checkpoint: Pick<RunCheckpoint, 'session' | 'windows'> | undefined;
  /** The newest state of another process, which the session shows when it opens. */
  private restored: Pick<KeptState, 'index' | 'doneFraction'> | undefined;
  /** For those who wait for it. */
  private restoring:
    { readonly whenRead: Promise<void>; readonly tellRead: () => void } | undefined;
  /** Where the leg in work began: its own fraction, and the one of the whole run. */
  private anchor = { leg: 0, run: 0 };
  /** The end of the last leg, to the bit. */
  private ending: RepairStanding | undefined;

  constructor(order: RunOrder) {
    this.order = order;
    this.damaged = collectDamagedPixels(tilesToMask(order.mask));
    this.states = new KeptStates({
      index: 0,
      picture: { damaged: this.damaged, triples: [] },
      passes: [],
      doneFraction: 0,
    });
    this.legs = new RepairLegs(order.settings);
  }

  /** What it has come to last. */
  get result(): RunResult | undefined {
    return this.lastResult;
  }

  /** The layer of the last result; known as soon as the run is, while the result itself may still have to be read. */
  get made(): MadeLayer | undefined {
    return this.lastMade;
  }

  /** True where the last result shows what there is: nothing behind it is whole yet. */
  get isMadeOfNewest(): boolean {
    return this.lastMade?.index === this.states.newest.index;
  }

  /** The newest kept state has become a layer. */
  keepResult(result: RunResult): void {
    this.lastResult = result;
    this.lastMade = { layerId: result.layerId, index: this.states.newest.index };
  }

  /** Its layer is not there any more, or does not show what the run is now. */
  forgetResult(): void {
    this.lastResult = undefined;
    this.lastMade = undefined;
  }

  /** Those of the leg in work. */
  get settings(): RepairSettings {
    return this.legs.last.settings;
  }

  /** What a kept state was made with. @param index of the state; 0 has not been made with anything */
  madeWith(index: number): MadeWith {
    return this.legs.madeWith(index, this.prior);
  }

  /** The prior in use has been called: the leg in work is made with it. */
  notePrior(): void {
    if (this.prior) this.legs.notePrior(this.prior);
  }

  /** True until what another process has left of it is read. */
  get isToBeRestored(): boolean {
    return this.restored !== undefined;
  }

  /** Resolves when that is read, and its picture can be seen; undefined where there is nothing to wait for. */
  get whenRestored(): Promise<void> | undefined {
    return this.restoring?.whenRead;
  }

  /** True between the end of a leg and the next one. */
  get hasEnded(): boolean {
    return this.ending !== undefined;
  }

  /** True where the end of the leg is not the end of the run. */
  wantsMore(): boolean {
    return this.pendingIterations > 0;
  }

  /**
   * The session of the leg in work, where it stands. With the same weights on another device it goes on there; with other
   * weights a new leg begins at the newest kept state, or the one in work anew where it has kept none, or none that can be read.
   * A leg that has asked no prior yet is none's, and begins with these.
   * @throws EngineError like RepairSession
   */
  async open(photo: RunPhoto, prior: RunPrior, clock: RunServices['clock']) {
    if (this.session && this.prior?.prior === prior.prior) return this.session;
    const leg = this.legs.last;
    const former = leg.prior?.sha256 ?? this.prior?.sha256 ?? prior.sha256;
    // What has come to its end is only read, under the name of the weights that made it.
    const isOver = this.hasEnded || this.isRestoredEnd(leg);
    const createSession = await this.describeSession(photo, prior, clock);
    if (former !== prior.sha256 && !isOver) {
      this.keepReadable(() => createSession(former));
      const { newest } = this.states;
      if (newest.index > leg.fromIteration) this.beginLeg(newest, leg.settings);
      // What other weights have done of it is worth nothing.
      else this.enterLeg(leg);
    }
    this.checkpoint = this.checkpointOfSession() ?? this.checkpoint;
    this.session = this.openSession(createSession, isOver ? former : prior.sha256);
    this.prior = prior;
    this.checkpoint = undefined;
    this.anchor = this.anchorOf(this.session);
    this.keepRestored(this.session);
    return this.session;
  }

  /** Share of the whole run that is done, where this share of the leg in work is: it goes on where the leg before ended. */
  fractionOf(legFraction: number): number {
    const { leg, run } = this.anchor;
    if (legFraction >= 1) return 1;
    return run + ((1 - run) * (legFraction - leg)) / (1 - leg);
  }

  /** A session to make layers with; the run stays where it is. */
  async openForReading(
    photo: RunPhoto,
    loadPrior: RunServices['loadPrior'],
    clock: RunServices['clock'],
  ): Promise<RepairSession> {
    if (this.session) return this.session;
    const worked = this.prior;
    const session = await this.open(photo, await loadPrior(), clock);
    // Between two legs nothing is kept that is needed for the next one only; and who reads has asked no prior.
    if (this.hasEnded || this.state === 'stopped') {
      this.session = undefined;
      this.prior = worked ?? this.prior;
    }
    return session;
  }

  /** Goes on from a kept state under other settings; nothing of it runs yet. */
  beginLeg(from: KeptState, changed: RepairSettings): void {
    // What is behind the run is counted by windows: they stay as they are until the next repair.
    const settings = { ...changed, windowSide: this.settings.windowSide };
    const repaired = canvasesOf(from.picture);
    this.starts = continueFrom({ passes: from.passes, repaired });
    this.enterLeg({ settings, fromIteration: from.index, extraIterations: 0 });
  }

  /** Goes on from the newest kept state under these settings. */
  goOnUnder(changed: RepairSettings): void {
    const { newest } = this.states;
    const leg = this.legs.last;
    const isJustExtended =
      leg.extraIterations > 0 && newest.index === leg.fromIteration && !this.hasEnded;
    if (!isJustExtended) {
      this.beginLeg(newest, changed);
      return;
    }
    // The state is of the leg before: only the start of this one knows of the iterations that were added.
    this.enterLeg({ ...leg, settings: settingsBehindEnd(leg.settings, changed) });
  }

  /** Adds the pending iterations at the end of the leg. @param changed settings for them */
  extendLeg(changed = this.settings): void {
    const extraIterations = this.pendingIterations;
    this.pendingIterations = 0;
    this.starts = continueFrom(this.ending!, extraIterations);
    const settings = settingsBehindEnd(this.settings, changed);
    this.enterLeg({ settings, fromIteration: this.states.newest.index, extraIterations });
  }

  /** The leg has come to its end; the session is not needed any more. */
  endLeg(): void {
    this.ending = this.session!.standing();
    this.session = undefined;
    this.starts = [];
  }

  /** Everything that another process needs to go on with the same bits; undefined where there is nothing to go on from. */
  encodeCheckpoint(): Uint8Array | undefined {
    if (!this.session && !this.checkpoint && this.starts.length === 0) return undefined;
    const newest = this.restored ?? this.states.newest;
    const checkpoint = this.checkpointOfSession() ?? this.checkpoint;
    return encodeRunCheckpoint({
      legs: [...this.legs.all],
      pendingIterations: this.pendingIterations,
      newestIndex: newest.index,
      doneFraction: newest.doneFraction,
      workMs: this.workMs,
      starts: this.starts,
      ...(checkpoint ?? { session: new Uint8Array(0) }),
    });
  }

  /**
   * Takes up what `encodeCheckpoint` of another process has written; the session opens there.
   * @param made what that process had made of it last
   */
  restore(checkpoint: RunCheckpoint, made: MadeLayer | undefined): void {
    const { legs, pendingIterations, workMs, starts, session, windows } = checkpoint;
    this.restored = { index: checkpoint.newestIndex, doneFraction: checkpoint.doneFraction };
    let tellRead: () => void = () => undefined;
    const whenRead = new Promise<void>((resolve) => (tellRead = resolve));
    this.restoring = { whenRead, tellRead };
    this.lastMade = made;
    this.legs.restore(legs);
    this.pendingIterations = pendingIterations;
    this.workMs = workMs;
    this.starts = starts;
    this.checkpoint = session.length > 0 ? { session, ...(windows && { windows }) } : undefined;
  }

  /** What another process has left cannot be read: the run is where it began. */
  giveUpRestoring(): void {
    this.endRestoring();
    this.states.forgetAfter(0);
    this.beginLeg(this.states.newest, this.settings);
  }

  /** Lets go of what is only needed to iterate. */
  close(): void {
    this.session = undefined;
    this.checkpoint = undefined;
  }

  /** @returns makes a session where the run stands then; a checkpoint opens only under the name of its own weights */
  private async describeSession(photo: RunPhoto, { prior }: RunPrior, clock: RunServices['clock']) {
    const { layer } = await photo.readLayer(this.order.baseLayerId);
    return (priorId: string) => {
      const { order, starts, settings, checkpoint } = this;
      const request = {
        photo: photo.samples,
        ...(layer.shares.length > 0 && { baseLayer: layer }),
        damageMask: tilesToMask(order.mask),
        settings,
        ...(starts.length > 0 && { starts }),
        prior,
        priorId,
        windows: checkpoint?.windows,
        clock,
      };
      return new RepairSession(request, checkpoint?.session);
    };
  }

  /** True where another process has come to the end of this leg; before its first iteration the newest state ends the one before. */
  private isRestoredEnd({ fromIteration }: RepairLeg): boolean {
    const { restored } = this;
    return restored?.doneFraction === 1 && restored.index > fromIteration;
  }

  private openSession(
    createSession: (priorId: string) => RepairSession,
    priorId: string,
  ): RepairSession {
    try {
      return createSession(priorId);
    } catch (error) {
      const leg = this.legs.last;
      if (!isUnreadable(error) || leg.prior) throw error;
      this.checkpoint = undefined;
      // What older versions have left may have got further without a name.
      if (this.restored && this.restored.index > leg.fromIteration) this.giveUpRestoring();
      return createSession(priorId);
    }
  }

  private checkpointOfSession(): Run['checkpoint'] {
    return this.session && { session: this.session.checkpoint(), windows: this.session.windows };
  }

  private anchorOf({ place }: RepairSession): { leg: number; run: number } {
    const { doneFraction: leg, runIteration, runIterations } = place;
    const { doneFraction: run } = this.restored ?? this.states.newest;
    // Behind an end there is more to do than there was.
    return { leg, run: run < 1 ? run : runIteration / runIterations };
  }

  private keepRestored(session: RepairSession): void {
    const { restored } = this;
    if (restored && restored.index > 0) {
      const { passes, repaired } = session.standing();
      const picture = keepIteration(this.damaged, repaired);
      this.states.add({ ...restored, picture, passes });
    }
    this.endRestoring();
  }

  private endRestoring(): void {
    this.restored = undefined;
    if (this.lastMade && this.lastMade.index > this.states.newest.index) this.forgetResult();
    this.restoring?.tellRead();
    this.restoring = undefined;
  }

  /** What another process has left, where it can still be read: otherwise other weights have to do it again in any case. */
  private keepReadable(openSession: () => RepairSession): void {
    if (!this.restored) return;
    try {
      this.keepRestored(openSession());
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      this.endRestoring();
    }
  }

  private enterLeg(leg: RepairLeg): void {
    this.legs.enter(leg);
    this.close();
    this.ending = undefined;
  }
}
