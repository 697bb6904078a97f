import type { FrameWidth } from '../components/frame';
import { StatusBar } from '../components/status-bar';
import { isRepaired } from '../state/picture';
import { useAppState, useStudio } from './app-context';
import { useCommandPort } from './command-port';
import { devicesOf, useDeviceChoice, usePriorChoice } from './device-choice';

/** The bar below everything, with what the state says. */
export function StatusArea({ width }: { readonly width: FrameWidth }) {
  const studio = useStudio();
  const state = useAppState((whole) => whole);
  const port = useCommandPort();
  const chooseDevice = useDeviceChoice();
  const choosePrior = usePriorChoice();
  const { run, preferences } = state;
  const durationMs = run && !run.result ? run.progress?.remainingMs : state.estimate?.durationMs;
  return (
    <StatusBar
      width={width}
      port={port}
      photo={state.photo}
      zoomPercent={state.zoomPercent}
      onZoom={(percent) => studio.view?.zoomTo(percent / 100)}
      keptAtMs={state.keptAtMs}
      device={{
        engine: state.engine,
        durationMs,
        chosen: preferences.device,
        choices: devicesOf[state.start.platform],
        onChoose: chooseDevice,
        onChoosePrior: choosePrior,
      }}
      reconstructed={
        run?.result && isRepaired(state)
          ? {
              fraction: run.result.reconstructedFraction,
              changedOutside: run.result.changedOutside,
            }
          : undefined
      }
      network={state.network}
      saved={state.saved}
    />
  );
}
