import { update, valueOf } from '../actions/context';
import { changePreferences } from '../actions/view';
import type { DeviceName } from '../components/status-bar';
import { useStudio } from './app-context';

/** What each system can have. */
export const devicesOf = {
  linux: ['auto', 'cpu', 'webgpu'],
  win32: ['auto', 'cpu', 'dml', 'webgpu'],
  darwin: ['auto', 'cpu', 'coreml', 'webgpu'],
  other: ['auto', 'cpu'],
} as const satisfies Record<string, readonly DeviceName[]>;

/** Lets the engine repair with another prior, from the next call on. */
export function usePriorChoice(): (id: string) => void {
  const studio = useStudio();
  return (id) => {
    const { priors } = studio.store.getState().engine;
    // Nobody is tied to a version by choosing what is usual.
    const prior = priors.some((known) => known.id === id && known.isDefault) ? null : id;
    void valueOf(studio, studio.api.choosePrior({ prior })).then((engine) => {
      if (engine) update(studio, { engine });
    });
  };
}

/** Lets the engine run on another device, from the next repair on. */
export function useDeviceChoice(): (device: DeviceName) => void {
  const studio = useStudio();
  return (device) => {
    void changePreferences(studio, { device });
    void valueOf(studio, studio.api.chooseDevice({ device })).then((engine) => {
      if (engine) update(studio, { engine });
    });
  };
}
