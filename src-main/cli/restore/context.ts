import type { PhotoFormat } from '../../../src-shared/model/photo-inspection';
import type { RepairSettings } from '../../../src-shared/model/settings';
import type { CliEnvironment } from '../environment';
import type { OutputPlan } from './output-plan';
import type { RestoreReporter } from '../report/reporter';
import type { RestoreRequest } from './request';
import type { StopSignal } from '../stop-signal';

/** What every step of a restoration works with. */
export interface RestoreContext {
  readonly request: RestoreRequest;
  readonly environment: CliEnvironment;
  readonly reporter: RestoreReporter;
  readonly stop: StopSignal;
}

/** One of the results that were asked for. */
export interface RestoreVariant {
  /** From 1. */
  readonly number: number;
  readonly settings: RepairSettings;
  readonly targetPath: string;
  readonly nextPath: OutputPlan['nextPath'];
  readonly format: PhotoFormat;
}
