import path from 'node:path';
import type { OpenedPhoto } from '../../imaging/decode';
import { refuseTarget } from '../../imaging/files/atomic-write';
import { expectEncodable } from '../../imaging/save-candidates';
import { sidecarPathOf, type OutputPlan } from './output-plan';
import { protectInputs, type InputFile } from './protect-inputs';
import type { RestoreRequest } from './request';
import { refuseSharedTargets, type TargetFile } from './shared-targets';

/**
 * Refuses what would only fail at the end, when the repair has been computed.
 * @throws UsageError or PhotoError
 */
export async function refuseHopeless(
  request: RestoreRequest,
  photo: OpenedPhoto,
  { format, targetPaths }: OutputPlan,
): Promise<void> {
  const { overwrite, photoPath, maskPath, maskOutPath, sidecarPath } = request;
  const { checkpointPath, resumePath, picturesFolder } = request;
  const results = describeResults(targetPaths, request.wantsSidecar);
  const masks = filesOf(maskOutPath, 'the damage mask');
  const checkpoints = filesOf(checkpointPath, 'the checkpoint');
  await refuseSharedTargets([...results, ...masks, ...checkpoints], picturesFolder);
  const inputs = [
    ...filesOf(photoPath, 'the original photo'),
    ...filesOf(maskPath, 'the damage mask'),
    ...filesOf(sidecarPath, 'the sidecar'),
  ];
  const resumed = filesOf(resumePath, 'the checkpoint to go on from');
  for (const { path: target } of [...results, ...masks]) {
    await protectInputs(target, [...inputs, ...resumed]);
    await refuseTarget(path.resolve(target), overwrite);
  }
  for (const { path: target } of checkpoints) {
    await protectInputs(target, inputs);
    await refuseTarget(path.resolve(target), overwrite || target === resumePath);
  }
  expectEncodable({ ...photo, format, ...request.sampleChoices });
}

function describeResults(
  targetPaths: readonly string[],
  wantsSidecar: boolean,
): readonly TargetFile[] {
  const isOne = targetPaths.length === 1;
  const results = targetPaths.map((target, index) => ({
    path: target,
    nature: isOne ? 'the result' : `result ${index + 1}`,
  }));
  if (!wantsSidecar) return results;
  const sidecars = results.map(({ path: target, nature }) => ({
    path: sidecarPathOf(target),
    nature: isOne ? 'the sidecar' : `the sidecar of ${nature}`,
  }));
  return [...results, ...sidecars];
}

const filesOf = (file: string | undefined, nature: string): readonly InputFile[] =>
  file === undefined ? [] : [{ path: file, nature }];
