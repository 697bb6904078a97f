import { chooseDevice, choosePrior } from '../actions/engine-choice';
import type { FrameWidth } from '../components/frame';
import { StatusBar } from '../components/status-bar';
import { isRepaired } from '../state/picture';
import { useAppState, useSettledState, useStudio } from './app-context';
import { useCommandPort } from './command-port';
import { devicesOf } from './devices';

/** The bar below everything, with what the state says. */
export function StatusArea({ width }: { readonly width: FrameWidth }) {
  const studio = useStudio();
  const state = useSettledState();
  const zoomPercent = useAppState((whole) => whole.zoomPercent);
  const run = useAppState((whole) => whole.run);
  const port = useCommandPort();
  const { preferences } = state;
  const durationMs = run && !run.result ? run.progress?.remainingMs : state.estimate?.durationMs;
  return (
    <StatusBar
      width={width}
      port={port}
      photo={state.photo}
      zoomPercent={zoomPercent}
      onZoom={(percent) => studio.view?.zoomTo(percent / 100)}
      keptAtMs={state.keptAtMs}
      device={{
        engine: state.engine,
        durationMs,
        chosen: preferences.device,
        choices: devicesOf[state.start.platform],
        onChoose: (device) => void chooseDevice(studio, device),
        onChoosePrior: (id) => void choosePrior(studio, id),
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
