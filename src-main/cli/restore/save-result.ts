import path from 'node:path';
import type { PhotoSamples } from '../../../src-shared/model/photo';
import type { SaveReport } from '../../../src-shared/model/save-report';
import { PhotoError } from '../../imaging/photo-error';
import { savePhoto, type SaveRequest } from '../../imaging/save';
import { countChangedOutside } from '../../session/composite';
import type { ReadyPrior } from '../environment';
import { sidecarPathOf } from './output-plan';
import { describeResult, describeSidecar, type ProvenanceFacts } from './provenance';
import type { RestoreContext, RestoreVariant } from './context';
import type { RestoreInput } from './input';
import { hashSamples, writeSidecar } from './sidecar';

/** What a repair has come to. */
export interface RepairOutcome {
  readonly samples: PhotoSamples;
  readonly ready: ReadyPrior;
  /** 1 when it is complete. */
  readonly repairedFraction: number;
  readonly durationMs: number;
}

/**
 * Saves what a repair has come to (the photo as it is, where there was none), and its sidecar where one is wanted.
 * @throws PhotoError when it cannot be written; Error when a sample outside the mask changed, which must never happen
 */
export async function saveResult(
  context: RestoreContext,
  input: RestoreInput,
  variant: RestoreVariant,
  outcome?: RepairOutcome,
): Promise<void> {
  const { request, environment, reporter } = context;
  const original = input.photo.samples;
  const samples = outcome?.samples ?? original;
  const changedOutside = countChangedOutside(original, samples, input.damageMask);
  if (changedOutside > 0) {
    throw new Error(
      `The repair changed ${changedOutside} samples outside the mask, so nothing was saved; please report this defect.`,
    );
  }
  reporter.stage(`Saving ${variant.targetPath}`);
  const { version } = environment;
  const facts = outcome && {
    version,
    maskPath: request.maskPath ?? request.maskOutPath,
    input,
    variant,
    outcome,
    sampleChoices: request.sampleChoices,
    quality: request.quality,
  };
  const report = await saveUnderFreeName(context, variant, {
    samples,
    source: input.photo.source,
    targetPath: variant.targetPath,
    format: variant.format,
    overwrite: request.overwrite,
    ...(request.quality !== undefined && { quality: request.quality }),
    ...request.sampleChoices,
    ...(facts && { provenance: describeResult(facts) }),
  });
  const sidecarPath = facts && request.wantsSidecar ? sidecarPathOf(report.path) : undefined;
  reporter.saved({
    report,
    variant: variant.number,
    seed: variant.settings.seed,
    repairedFraction: outcome?.repairedFraction ?? 1,
    durationMs: outcome?.durationMs ?? 0,
    samplesOutside: input.samplesOutside,
    changedOutside,
    ...(sidecarPath !== undefined && { sidecarPath }),
    ...(request.recorded && {
      isAsRecorded: report.sha256 === request.recorded.result,
      hasSamePixels: hashSamples(samples) === request.recorded.samples,
    }),
  });
  if (facts && sidecarPath !== undefined) {
    await saveSidecar(sidecarPath, facts, report, request.overwrite);
  }
}

/** What took hours is not given up for a name that nobody chose. */
async function saveUnderFreeName(
  { reporter }: RestoreContext,
  { nextPath }: RestoreVariant,
  request: SaveRequest,
): Promise<SaveReport> {
  for (let { targetPath } = request; ;) {
    try {
      return await savePhoto({ ...request, targetPath });
    } catch (error) {
      if (!nextPath || !isOfTakenName(error)) throw error;
      reporter.notice(`“${path.basename(targetPath)}” is taken by now, so another name is used.`);
      targetPath = await nextPath();
    }
  }
}

/** By another file, or by the original that was renamed. */
function isOfTakenName(error: unknown): boolean {
  return (
    error instanceof PhotoError &&
    (error.code === 'target-exists' || error.code === 'target-is-source')
  );
}

async function saveSidecar(
  sidecarPath: string,
  facts: ProvenanceFacts,
  report: SaveReport,
  overwrite: boolean,
): Promise<void> {
  try {
    const sidecar = describeSidecar(facts, report, path.dirname(path.resolve(sidecarPath)));
    await writeSidecar(sidecarPath, sidecar, overwrite);
  } catch (cause) {
    if (!(cause instanceof PhotoError)) throw cause;
    throw new PhotoError(
      cause.code,
      `The picture is saved, but not its sidecar: ${cause.message}`,
      {
        cause,
      },
    );
  }
}
