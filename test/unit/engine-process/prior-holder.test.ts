import { expect, it, vi } from 'vitest';
import { PriorHolder } from '../../../src-main/engine-process/prior-holder';
import { EngineError } from '../../../src-main/engine/errors';
import { loadPrior } from '../../../src-main/inference/load-prior';
import { createSmoothingPrior } from '../../support/smoothing-prior';

vi.mock('../../../src-main/inference/load-prior', () => ({ loadPrior: vi.fn() }));
vi.mock('../../../src-main/inference/prior-library', () => ({
  findPrior: () => Promise.resolve('/models/tiny'),
  listPriorNames: () => Promise.resolve([]),
}));

const request = { modelsFolder: '/models', provider: 'auto' } as const;

/** A holder, and a prior that it will load next. */
function setUp() {
  const holder = new PriorHolder({
    hold: (action) => action(),
    onStatus: () => undefined,
    clock: () => 0,
  });
  const next = (id: string) => {
    const prior = { ...createSmoothingPrior(), dispose: vi.fn(() => Promise.resolve()) };
    const manifest = { id, weights: { sha256: id, precision: 'float32' } };
    vi.mocked(loadPrior).mockResolvedValueOnce({
      prior,
      manifest,
      provider: 'cpu',
      rejections: [],
    } as never);
    return prior;
  };
  return { holder, next };
}

it('frees a prior that cannot be measured, and keeps the one before', async () => {
  const { holder, next } = setUp();
  const first = next('first');
  await holder.load(request);
  const second = next('second');
  second.denoise = () => Promise.reject(new EngineError('prior', 'The card is full.'));
  await expect(holder.load(request)).rejects.toThrow('The card is full.');
  expect(second.dispose).toHaveBeenCalledOnce();
  expect(first.dispose).not.toHaveBeenCalled();
  expect(holder.loaded?.id).toBe('first');
  next('third');
  await holder.load(request);
  expect(first.dispose).toHaveBeenCalledOnce();
  expect(holder.loaded?.id).toBe('third');
});

it('lets runs wait on while another prior or device is to be tried, and no longer', async () => {
  const { holder, next } = setUp();
  const ready = holder.ready();
  next('broken').denoise = () => Promise.reject(new EngineError('prior', 'The card is gone.'));
  await expect(holder.load({ ...request, hasSubstitute: true })).rejects.toThrow('The card');
  expect(holder.getStatus().state).toBe('starting');
  next('shipped');
  await holder.load(request);
  expect((await ready).id).toBe('shipped');

  const other = setUp();
  const waiting = other.holder.ready();
  other.next('broken').denoise = () => Promise.reject(new EngineError('prior', 'It is broken.'));
  const load = other.holder.load(request);
  await expect(Promise.all([waiting, load])).rejects.toThrow('It is broken.');
  await expect(load).rejects.toThrow('It is broken.');
});
