import type { LoadedDamageNetwork } from '../inference/damage-network';
import type { SecondOpinion } from '../engine/detection/find-damage';

/** Loads the network that finds damage once, when the first search needs it. */
export class DamageNetworkHolder implements SecondOpinion {
  private readonly tellFailure: (error: unknown) => void;
  private modelsFolder: string | undefined;
  private loading: Promise<LoadedDamageNetwork | undefined> | undefined;
  private hasFailed = false;

  /** @param tellFailure told when it cannot be loaded or fails; photos are searched without it then */
  constructor(tellFailure: (error: unknown) => void) {
    this.tellFailure = tellFailure;
  }

  /** Where to find it from now on; one that failed gets a new chance. */
  useFolder(modelsFolder: string): void {
    if (modelsFolder === this.modelsFolder && !this.hasFailed) return;
    this.modelsFolder = modelsFolder;
    this.hasFailed = false;
    this.drop();
  }

  /** A network that fails is not asked again. */
  readonly onNetworkFailure = (error: unknown): void => {
    this.drop();
    this.loading = Promise.resolve(undefined);
    if (!this.hasFailed) this.tellFailure(error);
    this.hasFailed = true;
  };

  /** Undefined where there is none that can be used. */
  readonly network = (): Promise<LoadedDamageNetwork | undefined> => {
    const { modelsFolder } = this;
    if (modelsFolder === undefined) return Promise.resolve(undefined);
    this.loading ??= load(modelsFolder).catch((error: unknown) => {
      this.onNetworkFailure(error);
      return undefined;
    });
    return this.loading;
  };

  /** Frees the network once its calls in hand are done. */
  private drop(): void {
    void this.loading?.then((network) => network?.dispose());
    this.loading = undefined;
  }
}

/** ONNX Runtime is loaded only now: photos open without waiting for it. */
async function load(modelsFolder: string): Promise<LoadedDamageNetwork> {
  const { loadDamageNetwork } = await import('../inference/damage-network');
  return loadDamageNetwork(modelsFolder);
}
