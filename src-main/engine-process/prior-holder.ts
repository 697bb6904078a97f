import type { EngineReport, PriorName } from '../../src-shared/contract';
import type { Sentence } from '../../src-shared/messages';
import { deviceLabels } from '../../src-shared/model/preferences';
import { createImageTensor } from '../engine/tensor/image-tensor';
import type { Prior } from '../engine/prior/prior';
import type { LoadedPrior } from '../inference/load-prior';
import type { ProviderRejection, ProviderRequest } from '../inference/providers';
import type { RunPrior } from '../session/runs/run-services';
import { explainError } from './explain-error';

/** Which prior is to run where. */
export interface PriorRequest {
  readonly modelsFolder: string;
  readonly ownModelsFolder?: string | undefined;
  readonly priorId?: string | undefined;
  readonly provider: ProviderRequest;
  /** Another one is asked for where this cannot be used. */
  readonly hasSubstitute?: boolean;
}

/** Side of the picture on which the device is measured: a usual window of a repair. */
const measuredSidePx = 256;

/** What a holder needs of the process around it. */
export interface PriorHolderOptions {
  /** Keeps runs at rest while a prior takes another one's place. */
  readonly hold: <Result>(action: () => Promise<Result>) => Promise<Result>;
  readonly onStatus: (status: EngineReport) => void;
  readonly clock: () => number;
}

/** The prior in use and the device that it runs on. */
export class PriorHolder {
  private readonly options: PriorHolderOptions;
  private status: EngineReport = {
    state: 'starting',
    priorId: undefined,
    priors: [],
    device: undefined,
    isProcessor: true,
    fallbackReasons: [],
    msPerMegapixel: undefined,
    failure: undefined,
  };
  private current: RunPrior | undefined;
  private waiting: { resolve: (prior: RunPrior) => void; reject: (error: unknown) => void }[] = [];
  private lastLoad: Promise<unknown> = Promise.resolve();
  private failure: unknown;
  private readonly lasting: Sentence[] = [];

  constructor(options: PriorHolderOptions) {
    this.options = options;
  }

  getStatus(): EngineReport {
    return this.status;
  }

  /** The prior in use; undefined while the first one loads. */
  get loaded(): RunPrior | undefined {
    return this.current;
  }

  /** Tells one more thing that this computer has to do without, whatever prior is in use. */
  addReason(reason: Sentence): void {
    if (this.lasting.some(({ message }) => message === reason.message)) return;
    this.lasting.push(reason);
    const { fallbackReasons } = this.status;
    this.changeStatus({ ...this.status, fallbackReasons: [...fallbackReasons, reason] });
  }

  /** Waits while the first one loads. @throws whatever kept it from loading */
  async ready(): Promise<RunPrior> {
    if (this.current) return this.current;
    if (this.failure !== undefined) throw asError(this.failure);
    return new Promise((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  /**
   * Loads a prior; runs wait meanwhile and go on with it. Where it cannot be used, the one before stays in use.
   * @throws EngineError 'prior'
   */
  async load(request: PriorRequest): Promise<EngineReport> {
    const load = this.lastLoad.then(() => this.options.hold(() => this.replace(request)));
    this.lastLoad = load.catch(() => undefined);
    return load;
  }

  private async replace(request: PriorRequest): Promise<EngineReport> {
    const former = this.current;
    try {
      const loaded = await loadFrom(request);
      const msPerMegapixel = await measureOrDispose(loaded.prior, this.options.clock);
      const { manifest, provider, rejections } = loaded;
      const { sha256, precision } = manifest.weights;
      this.current = { prior: loaded.prior, id: manifest.id, sha256, precision };
      this.changeStatus({
        state: 'ready',
        priorId: manifest.id,
        priors: loaded.names,
        device: deviceLabels[provider],
        isProcessor: provider === 'cpu',
        fallbackReasons: [...rejections.map(explainRejection), ...this.lasting],
        msPerMegapixel,
        failure: undefined,
      });
    } catch (error) {
      if (!former && !request.hasSubstitute) this.fail(error);
      throw error;
    }
    for (const { resolve } of this.waiting.splice(0)) resolve(this.current);
    await former?.prior.dispose();
    return this.status;
  }

  private fail(error: unknown): void {
    this.failure = error;
    for (const { reject } of this.waiting.splice(0)) reject(error);
    this.changeStatus({ ...this.status, state: 'failed', failure: explainError(error) });
  }

  private changeStatus(status: EngineReport): void {
    if (status.state === 'ready') this.failure = undefined;
    this.status = status;
    this.options.onStatus(status);
  }
}

/** ONNX Runtime is loaded only now: photos open without waiting for it. */
async function loadFrom({
  modelsFolder,
  ownModelsFolder,
  priorId,
  provider,
}: PriorRequest): Promise<LoadedPrior & { readonly names: readonly PriorName[] }> {
  const { findPrior, listPriorNames } = await import('../inference/prior-library');
  const { loadPrior } = await import('../inference/load-prior');
  const folder = await findPrior(modelsFolder, priorId, ownModelsFolder);
  const names = await listPriorNames(modelsFolder, ownModelsFolder);
  return { ...(await loadPrior(folder, { provider })), names };
}

/** A prior that cannot be used must not keep its memory, which may be the card's. */
async function measureOrDispose(prior: Prior, clock: () => number): Promise<number> {
  try {
    return await measure(prior, clock);
  } catch (error) {
    await prior.dispose();
    throw error;
  }
}

/** Milliseconds a call takes for a million pixels; the first one also compiles and allocates. */
async function measure(prior: Prior, clock: () => number): Promise<number> {
  const shape = { channels: 3, height: measuredSidePx, width: measuredSidePx };
  const x = createImageTensor(shape);
  const out = createImageTensor(shape);
  await prior.denoise(x, 0.5, out);
  const startMs = clock();
  await prior.denoise(x, 0.5, out);
  return ((clock() - startMs) * 1e6) / (measuredSidePx * measuredSidePx);
}

/** Why a device was not used, for every language. */
function explainRejection({ provider, kind, reason, values }: ProviderRejection): Sentence {
  const device = deviceLabels[provider];
  return {
    message: reason,
    text: { key: `device.refused.${kind}`, values: { device, ...values } },
  };
}

function asError(failure: unknown): Error {
  return failure instanceof Error ? failure : new Error(String(failure));
}
