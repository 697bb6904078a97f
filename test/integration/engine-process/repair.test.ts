import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  originalLayerId,
  type LayerId,
  type MaskId,
  type PhotoId,
  type RunId,
} from '../../../src-shared/model/ids';
import type { DamageMask } from '../../../src-shared/model/photo';
import { completeSettings, type RepairSettings } from '../../../src-shared/model/settings';
import type { AppResult } from '../../../src-shared/contract';
import { readDamageMask } from '../../../src-main/imaging/damage-mask';
import {
  damagedHeight,
  damagedWidth,
  writeDamagedPhoto,
  type DamagedPhoto,
} from '../../support/damaged-photo';
import { startEngine, type EngineUnderTest } from '../../support/engine-process';
import { runProgram } from '../../support/heirloom-process';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const modelsFolder = path.resolve(import.meta.dirname, '../../../models');
const photoId = 'photo-1' as PhotoId;
const maskId = 'mask-1' as MaskId;
const runId = 'run-1' as RunId;
const root = makeTemporaryFolder();
let given: DamagedPhoto;
let damageMask: DamageMask;
beforeAll(async () => {
  given = await writeDamagedPhoto(root);
  damageMask = await readDamageMask(given.damageMask, {
    width: damagedWidth,
    height: damagedHeight,
  });
});

const engines: EngineUnderTest[] = [];
afterEach(() => engines.splice(0).forEach(({ child }) => child.kill('SIGKILL')));

function value<Value>(result: AppResult<Value>): Value {
  if (!result.ok) throw new Error(`${result.error.message}\n${result.error.details ?? ''}`);
  return result.value;
}

const freshFolder = () => mkdtempSync(path.join(root, 'out-'));

/** An engine with the damaged photo open, its mask given and the real prior loaded. */
async function openEngine(draftFolder = path.join(freshFolder(), 'draft')) {
  mkdirSync(draftFolder, { recursive: true });
  const engine = startEngine();
  engines.push(engine);
  value(
    await engine.engine.openPhoto({ photoId, path: given.photo, draftFolder, acceptBroken: false }),
  );
  await engine.putMask(photoId, maskId, damageMask);
  value(await engine.engine.loadPrior({ modelsFolder, provider: 'cpu' }));
  return { ...engine, draftFolder };
}

function order(change: Partial<RepairSettings> = {}, id = runId) {
  const settings = completeSettings({ iterations: 4, ...change });
  return { photoId, runId: id, maskId, baseLayerId: originalLayerId, settings };
}

async function saveLayer({ engine }: EngineUnderTest, layerId: LayerId): Promise<string> {
  const targetPath = path.join(freshFolder(), 'saved.png');
  const choices = { photoId, layerId, writesProvenance: true };
  value(await engine.savePhoto({ ...choices, targetPath, overwrite: false }));
  return targetPath;
}

/** The file that the command line makes of the same photo, mask and settings. */
async function savedByCommandLine(...more: string[]): Promise<Buffer> {
  const out = path.join(freshFolder(), 'cli.png');
  const args = ['restore', given.photo, '--mask', given.damageMask, '-o', out, ...more];
  const { exitCode, stderr } = await runProgram(args);
  expect(exitCode, stderr).toBe(0);
  return readFileSync(out);
}

describe('a repair by the engine process', () => {
  it('saves the very file that the command line does', async () => {
    const engine = await openEngine();
    const estimate = value(
      await engine.engine.estimateRepair({ photoId, maskId, settings: order().settings }),
    );
    expect(estimate.damagedPixelCount).toBe(damageMask.data.filter((share) => share > 0).length);
    expect(estimate.durationMs).toBeGreaterThan(0);
    value(await engine.engine.startRepair(order()));
    await engine.reach(runId, 'finished');
    expect(engine.failures).toEqual([]);
    await engine.until(() => engine.results.length === 1);
    const [result] = engine.results;
    expect(result).toMatchObject({ runId, photoId, doneFraction: 1, changedOutside: 0 });
    const saved = await saveLayer(engine, result!.layerId);
    const expected = await savedByCommandLine('--iterations', '4');
    expect(readFileSync(saved).equals(expected)).toBe(true);
    const { progress } = engine;
    expect(progress.at(-1)).toMatchObject({ keptIterations: 4, iterations: 4, doneFraction: 1 });
  });

  it('pauses, and resumes to the same bytes', async () => {
    const engine = await openEngine();
    value(await engine.engine.startRepair(order()));
    await engine.until(() => engine.progress.some(({ keptIterations }) => keptIterations === 2));
    value(await engine.engine.pauseRepair({ runId }));
    const { state, keptIterations } = engine.progress.at(-1)!;
    expect(state).toBe('paused');
    expect(keptIterations).toBeLessThan(4);
    value(await engine.engine.resumeRepair({ runId }));
    await engine.until(() => engine.results.length === 1);
    const saved = await saveLayer(engine, engine.results[0]!.layerId);
    expect(readFileSync(saved).equals(await savedByCommandLine('--iterations', '4'))).toBe(true);
  });

  it('steps, stops with a layer, is extended and goes on from an earlier iteration', async () => {
    const engine = await openEngine();
    value(await engine.engine.startRepair(order({ iterations: 30 })));
    await engine.until(() => engine.progress.some(({ keptIterations }) => keptIterations >= 1));
    value(await engine.engine.pauseRepair({ runId }));
    const before = engine.progress.at(-1)!.keptIterations;
    value(await engine.engine.stepRepair({ runId }));
    await engine.until(() => engine.progress.at(-1)!.keptIterations === before + 1);
    await engine.reach(runId, 'paused');

    const stopped = value(await engine.engine.stopRepair({ runId }));
    expect(stopped).toMatchObject({ changedOutside: 0 });
    expect(stopped!.doneFraction).toBeGreaterThan(0);
    expect(stopped!.doneFraction).toBeLessThan(1);

    const settings = completeSettings({ iterations: 4, strength: 1 });
    value(await engine.engine.continueRepair({ runId, index: 1, settings }));
    await engine.until(() => engine.results.length === 1);
    expect(engine.progress.at(-1)).toMatchObject({ keptIterations: 4, iterations: 4 });

    value(await engine.engine.extendRepair({ runId, iterations: 2 }));
    await engine.until(() => engine.results.length === 2);
    expect(engine.progress.at(-1)).toMatchObject({ keptIterations: 6, iterations: 6 });
    expect(new Set(engine.results.map(({ layerId }) => layerId)).size).toBe(2);

    const kept = value(await engine.engine.keepIteration({ runId, index: 2 }));
    expect(kept.changedOutside).toBe(0);
    const layerIds = [kept.layerId, engine.results[1]!.layerId];
    value(await engine.engine.keepOnlyLayers({ photoId, layerIds }));
    const files = readdirSync(path.join(engine.draftFolder, 'layers')).sort();
    expect(files).toEqual(layerIds.flatMap((id) => [`${id}.json`, `${id}.layer`]).sort());
  });

  it('repairs on top of a result, and brings the original back where a mask says so', async () => {
    const engine = await openEngine();
    value(await engine.engine.startRepair(order({ iterations: 2 })));
    await engine.until(() => engine.results.length === 1);
    const first = engine.results[0]!.layerId;
    const second = { ...order({ iterations: 2, seed: 5 }, 'run-2' as RunId), baseLayerId: first };
    value(await engine.engine.startRepair(second));
    await engine.until(() => engine.results.length === 2);
    const onTop = engine.results[1]!;
    expect(onTop.changedOutside).toBe(0);
    const combined = value(
      await engine.engine.combineLayers({
        photoId,
        baseLayerId: onTop.layerId,
        fromLayerId: originalLayerId,
        maskId,
      }),
    );
    const restored = await saveLayer(engine, combined.layerId);
    const original = await saveLayer(engine, originalLayerId);
    expect(readFileSync(restored).equals(readFileSync(original))).toBe(true);
    const text = readFileSync(await saveLayer(engine, onTop.layerId)).toString('latin1');
    expect(text).toContain('repairs');
  });

  it('lets two runs wait for each other', async () => {
    const engine = await openEngine();
    const second = 'run-2' as RunId;
    value(await engine.engine.startRepair(order({ iterations: 2 })));
    value(await engine.engine.startRepair(order({ iterations: 2, seed: 7 }, second)));
    await engine.until(() => engine.results.length === 2);
    expect(engine.results.map((result) => result.runId)).toEqual([runId, second]);
    const running = engine.progress.filter(({ state }) => state === 'running');
    const ids = running.map((report) => report.runId);
    expect(ids.lastIndexOf(runId)).toBeLessThan(ids.indexOf(second));
  });

  it('changes its device while a run is in work, and ends with the same bytes', async () => {
    const engine = await openEngine();
    value(await engine.engine.startRepair(order()));
    await engine.until(() => engine.progress.some(({ keptIterations }) => keptIterations === 1));
    const status = value(await engine.engine.loadPrior({ modelsFolder, provider: 'auto' }));
    expect(status).toMatchObject({ state: 'ready', device: 'CPU', isProcessor: true });
    expect(status.msPerMegapixel).toBeGreaterThan(0);
    await engine.until(() => engine.results.length === 1);
    const saved = await saveLayer(engine, engine.results[0]!.layerId);
    expect(readFileSync(saved).equals(await savedByCommandLine('--iterations', '4'))).toBe(true);
  });
});

describe('an engine process that is killed', () => {
  it.each([2, 20])('at iteration %i: another one ends with the same bytes', async (iteration) => {
    const iterations = 24;
    const first = await openEngine();
    value(await first.engine.startRepair(order({ iterations })));
    await first.until(() => first.progress.some((report) => report.keptIterations >= iteration));
    first.child.kill('SIGKILL');
    await first.ended;

    const second = await openEngine(first.draftFolder);
    expect(value(await second.engine.recoverRepair({ photoId, runId, rests: false }))).toEqual({
      isFound: true,
    });
    await second.until(() => second.results.length === 1);
    const saved = await saveLayer(second, second.results[0]!.layerId);
    const expected = await savedByCommandLine('--iterations', String(iterations));
    expect(readFileSync(saved).equals(expected)).toBe(true);
  });

  it('leaves layers that another one saves to the same bytes', async () => {
    const first = await openEngine();
    value(await first.engine.startRepair(order({ iterations: 2 })));
    await first.until(() => first.results.length === 1);
    const { layerId } = first.results[0]!;
    first.child.kill('SIGKILL');
    await first.ended;
    const second = await openEngine(first.draftFolder);
    const saved = await saveLayer(second, layerId);
    expect(readFileSync(saved).equals(await savedByCommandLine('--iterations', '2'))).toBe(true);
    value(await second.engine.recoverRepair({ photoId, runId, rests: false }));
    await second.until(() => second.results.length === 1);
    expect(second.results[0]).toMatchObject({ layerId, changedOutside: 0, doneFraction: 1 });
  });
});
