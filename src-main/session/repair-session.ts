import { ByteReader } from '../engine/bytes/byte-reader';
import { ByteWriter } from '../engine/bytes/byte-writer';
import type { CancelSignal, Prior } from '../engine/prior/prior';
import { createDamageCanvas, type DamageCanvas } from '../engine/repair/damage-canvas';
import { addMissingDetail } from '../engine/repair/detail-pass';
import { addMissingGrain } from '../engine/repair/grain-pass';
import { detectPhotoFamily } from '../engine/repair/photo-family';
import { detailShare } from '../engine/repair/repair-presets';
import { planRepair, type RepairPlan } from '../engine/repair/repair-plan';
import { windowOptions } from './window-options';
import { RepairRun, type RunContext, type RunSnapshot } from '../engine/repair/repair-run';
import {
  readCanvas,
  readSnapshot,
  writeCanvas,
  writeSnapshot,
} from '../engine/repair/run-snapshot';
import type { RepairStep, RunPlace } from '../engine/repair/repair-step';
import { fitStart, planFrom, type RunStanding, type RunStart } from '../engine/repair/run-start';
import type { TintAxis } from '../engine/repair/tint-axis';
import type { WindowOptions } from '../engine/repair/window-geometry';
import type { DamageMask, PhotoSamples } from '../../src-shared/model/photo';
import type { RepairSettings } from '../../src-shared/model/settings';
import { identityChecksum, openCheckpoint, sealCheckpoint } from './checkpoint-seal';
import type { RepairedTriple } from './composite';
import { collectDamagedPixels, type DamagedPixels } from './layers/damaged-pixels';
import { keepIteration, type IterationPicture } from './layers/iteration-picture';
import { layerFromRepair } from './layers/layer-from-repair';
import { applyLayer, originalLayer, type PictureLayer } from './layers/picture-layer';
import type { RepairStanding } from './repair-start';
import { colourTriples, createPhotoSource, type ColourTriple } from './photo-source';

/** Awaited in long work, so that other work may be done meanwhile. */
export type Breathe = () => Promise<void>;

/** What a repair starts from. Nothing of it is changed. */
export interface RepairRequest {
  readonly photo: PhotoSamples;
  /** What an earlier repair made of the photo, to be repaired further; the photo itself where absent. */
  readonly baseLayer?: PictureLayer;
  readonly damageMask: DamageMask;
  readonly settings: RepairSettings;
  /** What an earlier repair over the same mask and base layer has made, to go on from; see continueFrom. */
  readonly starts?: readonly RunStart[];
  readonly prior: Prior;
  /** How windows are cut, for what was cut for another prior; as this one needs them where absent. */
  readonly windows?: Partial<WindowOptions> | undefined;
  /** Tells priors apart, for example the checksum of the weights: a checkpoint goes on only with the prior it began with. */
  readonly priorId: string;
  /** Milliseconds of a clock that never goes back. */
  readonly clock: () => number;
}

/** A step of the run with what a person wants to know: how far it is and how long it will take. */
export interface RepairProgress extends RepairStep {
  /** CMYK photos are repaired in two passes, colour and black; others in one. */
  readonly pass: number;
  readonly passes: number;
  readonly doneFraction: number;
  readonly elapsedMs: number;
  /** Undefined until the first call has shown how fast this machine is. */
  readonly remainingMs: number | undefined;
}

/** How far a repair is, before its first step or between two; all passes are counted together. */
export interface RepairPlace extends Omit<RunPlace, 'pixelsDone' | 'pixelsTotal'> {
  readonly doneFraction: number;
}

/** One triple of samples on its way. */
interface RepairPass {
  readonly triple: ColourTriple;
  readonly axis: TintAxis;
  readonly plan: RepairPlan;
  readonly start: RunStart | undefined;
}

/**
 * The repair of one photo: prepared at once, run step by step, its result readable at any time. The command line and the
 * window drive the same session. Pausing is to stop pulling `run`; a checkpoint lets a new session go on with the same bits.
 */
export class RepairSession {
  /** How its windows are cut. */
  readonly windows: Partial<WindowOptions>;
  private readonly request: RepairRequest;
  private readonly passes: RepairPass[];
  private readonly finished: { canvas: DamageCanvas; standing: RunStanding }[] = [];
  private current: RepairRun | undefined;
  private damaged: DamagedPixels | undefined;
  private identity: number | undefined;

  /**
   * @param checkpoint bytes of `checkpoint()`; the session then goes on from there
   * @throws EngineError 'settings' when the mask leaves nothing to repair from, 'checkpoint' for bytes of another repair
   */
  constructor(request: RepairRequest, checkpoint?: Uint8Array) {
    this.request = request;
    const { photo, damageMask, settings, prior, baseLayer, starts } = request;
    const windows = request.windows ?? windowOptions(prior, settings);
    this.windows = windows;
    this.passes = colourTriples(photo).map((triple, pass) => {
      const source = createPhotoSource(photo, damageMask, triple, baseLayer);
      const plan = planRepair(source, windows, settings.preset);
      const start = starts?.[pass] && fitStart(starts[pass], plan, windows);
      return { triple, axis: detectPhotoFamily(source), plan: planFrom(plan, start), start };
    });
    if (checkpoint) this.restore(openCheckpoint(checkpoint, this.identityOnce()));
  }

  /** Number of damaged places that are solved as one picture each, at full size. */
  get windowCount(): number {
    return this.passes[0]!.plan.levels.at(-1)!.windows.length;
  }

  /** How the photo's colours were understood. */
  get colourFamily(): TintAxis['kind'] {
    return this.passes[0]!.axis.kind;
  }

  /** How far the repair is; known as soon as there is a session. */
  get place(): RepairPlace {
    const passes = this.passes.length;
    const pass = Math.min(this.finished.length, passes - 1);
    // A run that is made to be asked costs next to nothing and leaves what the session shows as it is.
    const run = this.current ?? this.createRun(pass);
    const { runIteration, runIterations, part, parts, pixelsDone, pixelsTotal } = run.place;
    const isOver = this.finished.length === passes;
    return {
      runIteration: isOver ? passes * runIterations : pass * runIterations + runIteration,
      runIterations: passes * runIterations,
      part: isOver ? parts : part,
      parts,
      doneFraction: isOver ? 1 : (pass + pixelsDone / pixelsTotal) / passes,
    };
  }

  /** Runs until the end or until `signal`; yields after every call of the prior. Call again to go on. */
  async *run(signal?: CancelSignal): AsyncGenerator<RepairProgress, void, void> {
    const { clock } = this.request;
    const startMs = clock();
    let firstFraction: number | undefined;
    while (this.finished.length < this.passes.length && !signal?.aborted) {
      const pass = this.finished.length;
      this.current ??= this.createRun(pass);
      for await (const step of this.current.run(signal)) {
        const doneFraction = (pass + step.pixelsDone / step.pixelsTotal) / this.passes.length;
        const elapsedMs = clock() - startMs;
        const stepFraction =
          (step.window.region.width * step.window.region.height) /
          step.pixelsTotal /
          this.passes.length;
        firstFraction ??= doneFraction - stepFraction;
        const msPerFraction = elapsedMs / (doneFraction - firstFraction);
        const remainingMs = (1 - doneFraction) * msPerFraction;
        yield { ...step, pass, passes: this.passes.length, doneFraction, elapsedMs, remainingMs };
      }
      if (signal?.aborted) return;
      const { standing } = this.current;
      this.finished.push({ canvas: this.current.currentCanvas(), standing });
      this.forgetCoarseLevels(pass);
      this.current = undefined;
    }
  }

  /** The photo as far as it is repaired; places not reached yet are as they were. */
  async result(breathe?: Breathe): Promise<PhotoSamples> {
    return applyLayer(this.request.photo, await this.resultLayer(breathe));
  }

  /** The same as a layer, which costs what the damage costs. */
  async resultLayer(breathe?: Breathe): Promise<PictureLayer> {
    return this.layerOf(this.standing().repaired, breathe);
  }

  /**
   * A layer of colours that a repair over the same mask has made at some time, with the fine detail and the grain that they
   * lack. A repair that was stopped on its way gets neither: who stops keeps what there was to see, and at once.
   */
  async layerOf(
    colours: readonly RepairedTriple[],
    breathe: Breathe = () => Promise.resolve(),
  ): Promise<PictureLayer> {
    const { photo, settings } = this.request;
    const { seed } = settings;
    const isWhole = this.place.doneFraction === 1;
    const detail = isWhole ? detailShare(settings) : 0;
    const grain = isWhole ? settings.grain : 0;
    const repaired: RepairedTriple[] = [];
    for (const [pass, { triple, canvas: estimate }] of colours.entries()) {
      const { axis, plan } = this.passes[pass]!;
      const level = plan.levels.at(-1)!;
      let canvas = estimate;
      if (detail > 0) {
        canvas = await addMissingDetail(level, canvas, { axis, share: detail, seed }, breathe);
      }
      if (grain > 0) canvas = addMissingGrain(level, canvas, { axis, share: grain, seed });
      repaired.push({ triple, canvas });
    }
    return layerFromRepair(photo, this.baseLayer, this.damagedPixels, repaired);
  }

  /** The state of the repair without grain, to be looked at, or gone on from, later. */
  keepIteration(): IterationPicture {
    return keepIteration(this.damagedPixels, this.standing().repaired);
  }

  /** Its colours without grain, and how far it is with them: the arrays may be the session's own. */
  standing(): RepairStanding {
    const passes: RunStanding[] = [];
    const repaired: RepairedTriple[] = [];
    this.passes.forEach(({ triple, start }, pass) => {
      const done = this.finished[pass];
      const run = pass === this.finished.length ? this.current : undefined;
      const standing = done?.standing ?? run?.standing ?? start;
      const canvas = done?.canvas ?? run?.currentCanvas() ?? start?.canvas;
      if (!standing || !canvas) return;
      const { iterations, coarseIterations, extensions } = standing;
      passes.push({ iterations, coarseIterations, extensions, windows: this.windows });
      repaired.push({ triple, canvas });
    });
    return { passes, repaired };
  }

  /** What the repair began with. */
  get baseLayer(): PictureLayer {
    return this.request.baseLayer ?? originalLayer(this.request.photo);
  }

  /** What the mask marks; all kept states share it. */
  get damagedPixels(): DamagedPixels {
    this.damaged ??= collectDamagedPixels(this.request.damageMask);
    return this.damaged;
  }

  /** All that a new session over the same request needs to end with the same bits. */
  checkpoint(): Uint8Array {
    const writer = new ByteWriter();
    writer.uint32(this.finished.length);
    for (const { canvas } of this.finished) writeCanvas(writer, canvas);
    writer.uint32(this.current ? 1 : 0);
    if (this.current) writeSnapshot(writer, this.current.snapshot());
    return sealCheckpoint(writer.written(), this.identityOnce(), this.request.priorId);
  }

  /** They have done their work, and in a large photo they hold more memory than the photo itself. */
  private forgetCoarseLevels(pass: number): void {
    const { plan, ...rest } = this.passes[pass]!;
    this.passes[pass] = { ...rest, plan: { levels: plan.levels.slice(-1) } };
  }

  private restore(bytes: Uint8Array): void {
    const reader = new ByteReader(bytes);
    for (let count = reader.uint32(); count > 0; count--) {
      const pass = this.finished.length;
      const canvas = readCanvas(reader, this.emptyCanvas(pass, -1));
      this.finished.push({ canvas, standing: this.createRun(pass).finalStanding });
    }
    if (reader.uint32() === 0) return;
    const pass = this.finished.length;
    const { levels } = this.passes[pass]!.plan;
    const empty = levels.map((_, index) => this.emptyCanvas(pass, index));
    this.current = this.createRun(pass, readSnapshot(reader, empty));
    this.current.open();
  }

  private emptyCanvas(pass: number, levelIndex: number): DamageCanvas {
    return createDamageCanvas(this.passes[pass]!.plan.levels.at(levelIndex)!.source.damage);
  }

  private createRun(pass: number, snapshot?: RunSnapshot) {
    const { axis, plan, start } = this.passes[pass]!;
    const context: RunContext = { prior: this.request.prior, options: this.request.settings, axis };
    return new RepairRun(plan, context, snapshot, start);
  }

  private identityOnce(): number {
    const { windows } = this;
    const { photo, damageMask, settings, priorId, baseLayer, starts } = this.request;
    const identity = { photo, damageMask, settings, priorId, windows, baseLayer, starts };
    this.identity ??= identityChecksum(identity);
    return this.identity;
  }
}
