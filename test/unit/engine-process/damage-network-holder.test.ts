import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { DamageNetworkHolder } from '../../../src-main/engine-process/damage-network-holder';
import { writeDamageNetwork } from '../../support/damage-networks';
import { temporaryFolder } from '../../support/tiny-priors';

it('has no network before it is told where to find one', async () => {
  const failed = vi.fn();
  expect(await new DamageNetworkHolder(failed).network()).toBeUndefined();
  expect(failed).not.toHaveBeenCalled();
});

it('loads the network once, and another one where it is told of another folder', async () => {
  const [models, others] = [await temporaryFolder(), await temporaryFolder()];
  await writeDamageNetwork(models);
  await writeDamageNetwork(others);
  const holder = new DamageNetworkHolder(vi.fn());
  holder.useFolder(models);
  const [first, second] = await Promise.all([holder.network(), holder.network()]);
  expect(first).toBeDefined();
  expect(second).toBe(first);
  holder.useFolder(models);
  expect(await holder.network()).toBe(first);
  holder.useFolder(others);
  expect(await holder.network()).not.toBe(first);
});

it('tells once why there is none, and does without', async () => {
  const failed = vi.fn();
  const holder = new DamageNetworkHolder(failed);
  holder.useFolder(path.join(await temporaryFolder(), 'nowhere'));
  expect(await holder.network()).toBeUndefined();
  expect(await holder.network()).toBeUndefined();
  expect(failed).toHaveBeenCalledTimes(1);
});

it('does not ask a network again that has failed, until it is told where to find it once more', async () => {
  const models = await temporaryFolder();
  await writeDamageNetwork(models);
  const failed = vi.fn();
  const holder = new DamageNetworkHolder(failed);
  holder.useFolder(models);
  expect(await holder.network()).toBeDefined();
  holder.onNetworkFailure(new Error('It stopped.'));
  holder.onNetworkFailure(new Error('It stopped again.'));
  expect(await holder.network()).toBeUndefined();
  expect(failed).toHaveBeenCalledTimes(1);
  holder.useFolder(models);
  expect(await holder.network()).toBeDefined();
});
