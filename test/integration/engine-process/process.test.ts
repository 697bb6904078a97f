import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  originalLayerId,
  type MaskId,
  type PhotoId,
  type RunId,
} from '../../../src-shared/model/ids';
import { completeSettings } from '../../../src-shared/model/settings';
import { readDamageMask } from '../../../src-main/imaging/damage-mask';
import { writeDamagedPhoto, type DamagedPhoto } from '../../support/damaged-photo';
import { startEngine, type EngineUnderTest } from '../../support/engine-process';
import { makeTemporaryFolder } from '../../support/temporary-folder';

const repository = path.resolve(import.meta.dirname, '../../..');
const modelsFolder = path.join(repository, 'models');
const photoId = 'photo-1' as PhotoId;
const source = { kind: 'layer', layerId: originalLayerId } as const;
const root = makeTemporaryFolder();
let given: DamagedPhoto;
beforeAll(async () => {
  given = await writeDamagedPhoto(root);
});

const engines: EngineUnderTest[] = [];
afterEach(() => engines.splice(0).forEach(({ child }) => child.kill('SIGKILL')));

function start(): EngineUnderTest {
  const engine = startEngine();
  engines.push(engine);
  return engine;
}

async function open({ engine }: EngineUnderTest, file = given.photo) {
  const draftFolder = mkdtempSync(path.join(root, 'draft-'));
  mkdirSync(draftFolder, { recursive: true });
  return engine.openPhoto({ photoId, path: file, draftFolder, acceptBroken: false });
}

describe('the engine process', () => {
  it('opens and draws a photo without a prior, and tells that it lives', async () => {
    const engine = start();
    const beats: number[] = [];
    engine.on('heartbeat', ({ atMs }) => beats.push(atMs));
    const opened = await open(engine);
    expect(opened).toMatchObject({
      ok: true,
      value: { photoId, name: 'photo.png', width: 160, height: 128, colourFamily: 'colour' },
    });
    const tile = { level: 0, column: 0, row: 0 };
    const drawn = await engine.ask({ kind: 'tile', photoId, source, tile });
    expect(drawn).toMatchObject({ kind: 'tile', width: 160, height: 128 });
    const status = await engine.engine.getEngineStatus({});
    expect(status).toMatchObject({ ok: true, value: { state: 'starting', device: undefined } });
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(beats.length).toBeGreaterThanOrEqual(2);
  });

  it('finds damage, reads and writes masks, makes thumbnails and foretells sizes', async () => {
    const engine = start();
    await open(engine);
    const found = await engine.engine.findDamage({ photoId, sensitivity: 0.5 });
    expect(found.ok).toBe(true);
    const imported = await engine.engine.importMask({ photoId, path: given.damageMask });
    if (!imported.ok) throw new Error(imported.error.message);
    const { maskId, bounds } = imported.value;
    expect(bounds!.width).toBeGreaterThan(50);
    const out = path.join(mkdtempSync(path.join(root, 'mask-')), 'again.png');
    const exported = await engine.engine.exportMask({
      photoId,
      maskId,
      path: out,
      overwrite: false,
    });
    expect(exported).toEqual({ ok: true, value: null });
    const size = { width: 160, height: 128 };
    expect(await readDamageMask(out, size)).toEqual(await readDamageMask(given.damageMask, size));
    const choices = { photoId, layerId: originalLayerId, writesProvenance: true };
    const estimate = await engine.engine.estimateSave(choices);
    if (!estimate.ok) throw new Error(estimate.error.message);
    expect(estimate.value.byteLength).toBeGreaterThan(1000);
    const thumbnail = await engine.engine.makeThumbnail({
      photoId,
      layerId: originalLayerId,
      sidePx: 64,
    });
    if (!thumbnail.ok) throw new Error(thumbnail.error.message);
    expect([...thumbnail.value.subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
  });

  it('refuses whatever is no call, and lives', async () => {
    const engine = start();
    const replies: unknown[] = [];
    engine.port.onMessage((message) => {
      if ((message as { kind: string }).kind === 'reply') replies.push(message);
    });
    const wrong: unknown[] = [
      null,
      'openPhoto',
      { kind: 'call' },
      { kind: 'call', callId: 900, name: '__proto__', input: {} },
      { kind: 'call', callId: 901, name: 'openPhoto', input: { path: 5 } },
      { kind: 'call', callId: 902, name: 'savePhoto', input: { targetPath: '/etc/passwd' } },
      { kind: 'call', callId: 903, name: 'closePhoto', input: { photoId: '../../x' } },
      { kind: 'pixel', message: { kind: 'putMask', requestId: 1, tiles: 'all' } },
      { kind: 'pixelPort' },
    ];
    for (const message of wrong) engine.port.post(message);
    const status = await engine.engine.getEngineStatus({});
    expect(status.ok).toBe(true);
    const refused = replies.filter((reply) => (reply as { callId: number }).callId >= 900);
    expect(refused).toHaveLength(4);
    for (const reply of refused) {
      expect(reply).toMatchObject({ result: { ok: false, error: { code: 'refused' } } });
    }
    expect(engine.child.exitCode).toBeNull();
  });

  it('says in one sentence what it cannot do', async () => {
    const engine = start();
    expect(await open(engine, path.join(root, 'none.png'))).toMatchObject({
      ok: false,
      error: { code: 'photo' },
    });
    await open(engine);
    const runId = 'run-1' as RunId;
    const maskId = 'mask-1' as MaskId;
    const order = { photoId, runId, maskId, baseLayerId: originalLayerId };
    const settings = completeSettings({});
    const started = await engine.engine.startRepair({ ...order, settings });
    expect(started).toMatchObject({ ok: false, error: { code: 'refused' } });
    const loaded = await engine.engine.loadPrior({ modelsFolder: root, provider: 'cpu' });
    expect(loaded).toMatchObject({ ok: false, error: { code: 'prior' } });
    const status = await engine.engine.getEngineStatus({});
    expect(status).toMatchObject({ ok: true, value: { state: 'failed' } });
    expect(await engine.engine.recoverRepair({ photoId, runId, rests: false })).toEqual({
      ok: true,
      value: { isFound: false },
    });
  });

  it('draws while a repair is in work', async () => {
    const engine = start();
    await open(engine);
    const runId = 'run-1' as RunId;
    const maskId = 'mask-1' as MaskId;
    const size = { width: 160, height: 128 };
    await engine.putMask(photoId, maskId, await readDamageMask(given.damageMask, size));
    // The run waits for the prior, and photos and tiles do not wait for the run.
    const settings = completeSettings({ iterations: 500 });
    await engine.engine.startRepair({
      photoId,
      runId,
      maskId,
      baseLayerId: originalLayerId,
      settings,
    });
    const loading = engine.engine.loadPrior({ modelsFolder, provider: 'cpu' });
    expect((await loading).ok).toBe(true);
    await engine.until(() => engine.progress.some(({ keptIterations }) => keptIterations > 1));
    const tile = { level: 0, column: 0, row: 0 };
    const shown = { kind: 'iteration', runId, index: 1 } as const;
    const startMs = performance.now();
    const drawn = await engine.ask({ kind: 'tile', photoId, source: shown, tile });
    const before = await engine.ask({
      kind: 'tile',
      photoId,
      source: { ...shown, index: 0 },
      tile,
    });
    expect(performance.now() - startMs).toBeLessThan(5000);
    expect(drawn.kind).toBe('tile');
    expect(drawn).not.toEqual({ ...before, requestId: drawn.requestId });
    expect(engine.progress.at(-1)!.state).toBe('running');
    expect(await engine.engine.closePhoto({ photoId })).toEqual({ ok: true, value: null });
  });

  it.skipIf(process.platform === 'win32')('ends with the process that started it', async () => {
    const bundle = path.join(repository, 'dist/app/engine.cjs');
    const script = `const { fork } = require('node:child_process');
      const child = fork(${JSON.stringify(bundle)}, [], { serialization: 'advanced' });
      child.once('message', () => console.log(child.pid));
      setInterval(() => undefined, 1000);`;
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
    const pid = await new Promise<number>((resolve) =>
      parent.stdout.once('data', (text: Buffer) => resolve(Number(text.toString()))),
    );
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
