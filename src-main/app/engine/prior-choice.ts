import type { AppResult, EngineClient, EngineReport } from '../../../src-shared/contract';
import type { Sentence } from '../../../src-shared/messages';
import { deviceLabels, type Preferences } from '../../../src-shared/model/preferences';
import { unusableDevice, unusablePrior, type DeviceLoss } from './engine-words';

export type Device = Preferences['device'];

/** Where priors lie, and what was chosen. */
export interface PriorChoiceOptions {
  readonly modelsFolder: string;
  /** Folder of the priors that the person has added. */
  readonly ownModelsFolder?: string;
  readonly device: Device;
  /** Id of the prior to use; null or absent: the one that came with the program. */
  readonly prior?: string | null;
}

/** Which prior is to run where, and what of it had to be given up. */
export class PriorChoice {
  private readonly folders: Pick<PriorChoiceOptions, 'modelsFolder' | 'ownModelsFolder'>;
  private device: Device;
  private prior: string | null;
  private lostDevice: { readonly name: string; readonly loss: DeviceLoss } | undefined;
  private lostPrior: string | undefined;
  private isAsking = false;

  constructor({ modelsFolder, ownModelsFolder, device, prior }: PriorChoiceOptions) {
    this.folders = { modelsFolder, ...(ownModelsFolder !== undefined && { ownModelsFolder }) };
    this.device = device;
    this.prior = prior ?? null;
  }

  /** True while an engine loads a prior. */
  get isLoading(): boolean {
    return this.isAsking;
  }

  /** Why what was chosen is not used. */
  get reasons(): readonly Sentence[] {
    const { lostDevice } = this;
    return [
      ...(lostDevice ? [unusableDevice(lostDevice.name, lostDevice.loss)] : []),
      ...(this.lostPrior === undefined ? [] : [unusablePrior(this.lostPrior)]),
    ];
  }

  /** From the next load on; what failed before gets a new chance. */
  chooseDevice(device: Device): void {
    this.device = device;
    this.lostDevice = undefined;
    this.prior = this.lostPrior ?? this.prior;
    this.lostPrior = undefined;
  }

  /** The processor from the next load on, for the sake of a device that failed or brought the engine down. */
  giveUpDevice(name: string | undefined, loss: DeviceLoss): void {
    if (this.device === 'cpu') return;
    this.lostDevice = { name: name ?? deviceLabels[this.device], loss };
    this.device = 'cpu';
  }

  /** As `load`, but on the processor where a device that was chosen by name does not start any more. */
  async loadSomewhere(engine: EngineClient): Promise<AppResult<EngineReport>> {
    const { device } = this;
    const isNamed = device !== 'auto' && device !== 'cpu';
    const result = await this.load(engine, isNamed);
    if (result.ok || result.error.code === 'engine-lost' || !isNamed) return result;
    this.giveUpDevice(undefined, 'failed');
    const onProcessor = await this.load(engine);
    if (onProcessor.ok || onProcessor.error.code === 'engine-lost') return onProcessor;
    // Then it is the prior that cannot be used.
    this.device = device;
    this.lostDevice = undefined;
    return result;
  }

  /**
   * Loads what is chosen; in place of a prior of the person's own that is gone or broken since, Heirloom's own.
   * @param hasSubstitute something else is loaded where neither can be
   */
  async load(engine: EngineClient, hasSubstitute = false): Promise<AppResult<EngineReport>> {
    const result = await this.ask(engine, this.prior, hasSubstitute || this.prior !== null);
    if (result.ok || this.prior === null || result.error.code === 'engine-lost') return result;
    const shipped = await this.ask(engine, null, hasSubstitute);
    // Where that one fails as well, it is the device that cannot be used.
    if (shipped.ok) {
      this.lostPrior = this.prior;
      this.prior = null;
    }
    return shipped;
  }

  /** Loads another prior, which is the chosen one from now on if that succeeds. */
  async change(engine: EngineClient, prior: string | null): Promise<AppResult<EngineReport>> {
    const result = await this.ask(engine, prior, false);
    if (result.ok) {
      this.prior = prior;
      this.lostPrior = undefined;
    }
    return result;
  }

  private async ask(
    engine: EngineClient,
    prior: string | null,
    hasSubstitute: boolean,
  ): Promise<AppResult<EngineReport>> {
    this.isAsking = true;
    const result = await engine.loadPrior({
      ...this.folders,
      ...(prior !== null && { priorId: prior }),
      provider: this.device,
      ...(hasSubstitute && { hasSubstitute }),
    });
    this.isAsking = false;
    return result;
  }
}
