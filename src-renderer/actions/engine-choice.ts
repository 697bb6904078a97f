import type { Preferences } from '../../src-shared/model/preferences';
import { update, valueOf, type AppContext } from './context';
import { changePreferences } from './view';

/** Lets the engine run on another device, from the next repair on. */
export async function chooseDevice(
  context: AppContext,
  device: Preferences['device'],
): Promise<void> {
  // Neither waits for the other: a full disk keeps nobody from the way out that the processor is.
  const kept = changePreferences(context, { device });
  const engine = await valueOf(context, context.api.chooseDevice({ device }));
  if (engine) update(context, { engine });
  await kept;
}

/** Lets the engine repair with another prior, from the next call on. */
export async function choosePrior(context: AppContext, id: string): Promise<void> {
  const { priors } = context.store.getState().engine;
  // Nobody is tied to a version by choosing what is usual.
  const prior = priors.some((known) => known.id === id && known.isDefault) ? null : id;
  const engine = await valueOf(context, context.api.choosePrior({ prior }));
  if (!engine) return;
  update(context, { engine });
  await changePreferences(context, { prior });
}

/** Takes over what was changed in the settings; the device is the engine's to know as well. */
export async function takeSettings(
  context: AppContext,
  { device, ...others }: Partial<Preferences>,
): Promise<void> {
  if (device !== undefined) await chooseDevice(context, device);
  if (Object.keys(others).length > 0) await changePreferences(context, others);
}
