import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startBatch } from '../../../../src-renderer/actions/batch';
import { keepShell } from '../../../../src-renderer/app/keep-shell';
import type { RunView } from '../../../../src-renderer/state/app-state';
import { createShell } from '../../../../src-main/app/window/shell';
import { makeBatchStudio } from '../../../support/batch-studio';

const electron = vi.hoisted(() => ({
  start: vi.fn(() => 7),
  stop: vi.fn(),
}));
vi.mock('electron', () => ({ powerSaveBlocker: electron }));
vi.mock('../../../../src-main/app/window/menu', () => ({
  createMenuBar: () => ({ show: () => undefined }),
}));

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.clearAllMocks();
});

/** A window whose taskbar and power saving are those of the program. */
function setUp() {
  const setProgressBar = vi.fn();
  const window = { setProgressBar, setDocumentEdited: vi.fn(), setTitle: vi.fn() };
  const translate = () => '';
  const options = { window: () => window, platform: 'linux', translate, preferences: () => ({}) };
  const shell = createShell(options as never);
  const studio = makeBatchStudio();
  Object.assign(studio.api, { updateShell: shell.update });
  keepShell(studio.context);
  return { ...studio, setProgressBar };
}

it('keeps the computer awake over a batch, and shows in the taskbar how far it is', async () => {
  const { context, api, add, setProgressBar } = setUp();
  let finish: () => void = () => undefined;
  const findDamage = api.findDamage;
  vi.spyOn(api, 'findDamage').mockImplementation(async (given) => {
    if (given.photoId === 'photo-uncle') await new Promise<void>((resolve) => (finish = resolve));
    return findDamage(given);
  });
  add('aunt', 'uncle');
  const whole = startBatch(context);
  await vi.advanceTimersByTimeAsync(1000);
  expect(setProgressBar).toHaveBeenLastCalledWith(0.5, { mode: 'normal' });
  expect(electron.start).toHaveBeenCalledWith('prevent-app-suspension');
  expect(electron.stop).not.toHaveBeenCalled();
  finish();
  await vi.advanceTimersByTimeAsync(1000);
  await whole;
  expect(setProgressBar).toHaveBeenLastCalledWith(-1, { mode: 'none' });
  expect(electron.stop).toHaveBeenCalledWith(7);
});

it('lets the computer fall asleep over a repair that has failed', async () => {
  const { context, setProgressBar } = setUp();
  const show = async (state: string) => {
    const run = { record: { runId: 'run' }, progress: { state, doneFraction: 0.5 } };
    context.store.setState({ run: run as RunView });
    await vi.advanceTimersByTimeAsync(1000);
  };
  await show('running');
  expect(electron.start).toHaveBeenCalledOnce();
  await show('failed');
  expect(setProgressBar).toHaveBeenLastCalledWith(0.5, { mode: 'paused' });
  expect(electron.stop).toHaveBeenCalledWith(7);
});
