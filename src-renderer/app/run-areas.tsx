import type { RepairEstimate } from '../../src-shared/contract/engine-contract';
import { numberSettings, usualValues, type RepairSettings } from '../../src-shared/model/settings';
import { chooseDevice } from '../actions/engine-choice';
import { changeSettings, showIteration } from '../actions/repair';
import { changePreferences } from '../actions/view';
import { AdvancedPanel, IterationsPanel } from '../components/inspector';
import { useAppState, useSettledState, useStudio } from './app-context';
import { useCommandPort } from './command-port';
import { devicesOf } from './devices';
import { pendingSettings } from './pending-settings';

type FoldingPanelName = 'iterations' | 'advanced';

/** Which folding panels are open, kept in the preferences. */
function useOpenPanel(name: FoldingPanelName): readonly [boolean, (isOpen: boolean) => void] {
  const studio = useStudio();
  const { openPanels } = useAppState((state) => state.preferences);
  const others = openPanels.filter((other) => other !== name);
  return [
    openPanels.includes(name),
    (isOpen) => void changePreferences(studio, { openPanels: isOpen ? [...others, name] : others }),
  ];
}

/** The states of the last run, and its residuals. */
export function IterationsArea() {
  const studio = useStudio();
  const run = useAppState((state) => state.run);
  const port = useCommandPort();
  const [isOpen, setOpen] = useOpenPanel('iterations');
  const newest = run?.progress?.keptIterations;
  return (
    <IterationsPanel
      isOpen={isOpen}
      onOpenChange={setOpen}
      newest={newest}
      index={run?.shownIndex ?? newest ?? 0}
      onScrub={(index) => showIteration(studio, index)}
      points={run?.points ?? []}
      port={port}
    />
  );
}

/** Everything that can be set about a repair. */
export function AdvancedArea() {
  const studio = useStudio();
  const { settings, run } = useSettledState();
  const estimate = useAppState((state) => state.estimate);
  const platform = useAppState((state) => state.start.platform);
  const device = useAppState((state) => state.preferences.device);
  const [isOpen, setOpen] = useOpenPanel('advanced');
  return (
    <AdvancedPanel
      isOpen={isOpen}
      onOpenChange={setOpen}
      settings={settings}
      automatic={automaticValues(settings, estimate)}
      onChange={(changes) => changeSettings(studio, changes)}
      pending={pendingSettings(run)}
      onRollSeed={() => {
        const [seed] = crypto.getRandomValues(new Uint16Array(1));
        changeSettings(studio, { seed: seed! });
      }}
      onCopySeed={() => void studio.api.copyText({ text: String(settings.seed) })}
      device={device}
      deviceChoices={devicesOf[platform]}
      onDeviceChange={(chosen) => void chooseDevice(studio, chosen)}
    />
  );
}

/** What the solver takes for the marks as they are, where nothing else is chosen. */
function automaticValues(
  settings: RepairSettings,
  estimate: RepairEstimate | undefined,
): typeof usualValues {
  const inUse = (name: 'noiseStart' | 'noiseEnd') => {
    const { minimum, maximum } = numberSettings[name];
    const value = settings[name] === null ? estimate?.[name] : undefined;
    return Math.min(maximum, Math.max(minimum, value ?? usualValues[name]));
  };
  return { ...usualValues, noiseStart: inUse('noiseStart'), noiseEnd: inUse('noiseEnd') };
}
