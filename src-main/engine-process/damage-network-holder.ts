import type { DamageNetwork } from '../engine/detection/damage-network';
import type { SecondOpinion } from '../engine/detection/find-damage';

/** Loads the network that finds damage once, when the first search needs it. */
export class DamageNetworkHolder implements SecondOpinion {
  readonly onNetworkFailure: (error: unknown) => void;
  private modelsFolder: string | undefined;
  private loading: Promise<DamageNetwork | undefined> | undefined;

  /** @param onNetworkFailure told when it cannot be loaded or fails; photos are searched without it then */
  constructor(onNetworkFailure: (error: unknown) => void) {
    this.onNetworkFailure = onNetworkFailure;
  }

  /** Where to find it from now on. */
  useFolder(modelsFolder: string): void {
    if (modelsFolder === this.modelsFolder) return;
    this.modelsFolder = modelsFolder;
    this.loading = undefined;
  }

  /** Undefined where there is none that can be used. */
  readonly network = (): Promise<DamageNetwork | undefined> => {
    const { modelsFolder } = this;
    if (modelsFolder === undefined) return Promise.resolve(undefined);
    this.loading ??= load(modelsFolder).catch((error: unknown) => {
      this.onNetworkFailure(error);
      return undefined;
    });
    return this.loading;
  };
}

/** ONNX Runtime is loaded only now: photos open without waiting for it. */
async function load(modelsFolder: string): Promise<DamageNetwork> {
  const { loadDamageNetwork } = await import('../inference/damage-network');
  return loadDamageNetwork(modelsFolder);
}
