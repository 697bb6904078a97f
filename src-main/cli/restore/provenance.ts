import path from 'node:path';
import type { Provenance } from '../../../src-shared/model/provenance';
import type { SampleChoices } from '../../../src-shared/model/save-choices';
import type { SaveReport } from '../../../src-shared/model/save-report';
import { describeProvenance, program } from '../../session/provenance';
import type { RestoreVariant } from './context';
import type { RestoreInput } from './input';
import type { RepairOutcome } from './save-result';
import { hashSamples, type Sidecar } from './sidecar';

/** Where a result comes from. */
export interface ProvenanceFacts {
  readonly version: string;
  /** Undefined where the mask was found and not written; there is no sidecar then. */
  readonly maskPath: string | undefined;
  readonly input: RestoreInput;
  readonly variant: RestoreVariant;
  readonly outcome: RepairOutcome;
  readonly sampleChoices: SampleChoices;
  /** Undefined where none was chosen. */
  readonly quality: number | undefined;
}

/** What is noted inside the saved photo. */
export function describeResult({ version, input, variant, outcome }: ProvenanceFacts): Provenance {
  const { id, weights } = outcome.ready.manifest;
  return describeProvenance(version, [
    {
      priorId: id,
      priorSha256: weights.sha256,
      settings: variant.settings,
      damageMaskSha256: input.damageMaskSha256,
      repairedFraction: outcome.repairedFraction,
    },
  ]);
}

/** What is written beside the saved photo, for a sidecar in `folder`. */
export function describeSidecar(
  facts: ProvenanceFacts,
  report: SaveReport,
  folder: string,
): Sidecar {
  const { version, maskPath, input, variant, outcome, sampleChoices, quality } = facts;
  const { manifest, provider } = outcome.ready;
  const { source } = input.photo;
  const seen = (file: string) =>
    path.relative(folder, path.resolve(file)).split(path.sep).join('/');
  return {
    formatVersion: 1,
    program,
    version,
    photo: { path: seen(source.path), sha256: source.sha256 },
    damageMask: { path: seen(maskPath!), sha256: input.damageMaskSha256 },
    prior: { id: manifest.id, sha256: manifest.weights.sha256 },
    provider,
    settings: variant.settings,
    repairedFraction: outcome.repairedFraction,
    result: {
      path: seen(report.path),
      sha256: report.sha256,
      samplesSha256: hashSamples(outcome.samples),
      ...(Object.keys(sampleChoices).length > 0 && { sampleChoices }),
      ...(quality !== undefined && { quality }),
      format: report.format,
    },
  };
}
