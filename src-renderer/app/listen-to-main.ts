import { isCommandId } from '../../src-shared/commands';
import { runCommand } from '../actions/commands';
import { refreshPicture, showFailure, update, type AppContext } from '../actions/context';
import { onDamagePreview } from '../actions/marks';
import { openHandedFiles } from '../actions/open-photo';
import { keepStepsForClosing } from '../actions/keep-steps';
import { isBusy } from '../actions/repair';
import { giveUpBatchRepair } from '../actions/repair-batch-photo';
import { saveBatchAndClose } from '../actions/save-batch';
import type { PixelClient } from '../bridge/pixel-client';
import { giveMaskAgain } from '../actions/give-mask';
import { onRunFailed, onRunFinished, onRunProgress } from '../actions/run-events';

/** Lets what main and the engine tell of their own accord change the state. */
export function listenToMain(context: AppContext): void {
  const { api, store } = context;
  api.on('engineStatus', (engine) => update(context, { engine }));
  api.on('runProgress', (progress) => onRunProgress(context, progress));
  api.on('runFinished', (result) => onRunFinished(context, result));
  api.on('damagePreview', (preview) => onDamagePreview(context, preview));
  api.on('runFailed', (failure) => onRunFailed(context, failure));
  api.on('draftFailed', ({ error }) => showFailure(context, error));
  api.on('menuCommand', ({ commandId }) => {
    if (isCommandId(commandId)) runCommand(context, commandId);
  });
  api.on('filesHandedOver', () => void openHandedFiles(context));
  api.on('stepsToBeKept', () => void keepStepsForClosing(context));
  api.on('batchToBeSaved', () => void saveBatchAndClose(context));
  api.on('networkReport', (network) => update(context, { network }));
  api.on('systemTheme', ({ isDark }) => update(context, { isSystemDark: isDark }));
  api.on('engineLost', () => {
    const { engine } = store.getState();
    update(context, { engine: { ...engine, state: 'starting' } });
  });
  api.on('engineRecovered', ({ resumedRunId, iteration }) => {
    if (resumedRunId !== undefined) {
      showFailure(context, {
        code: 'engine-lost',
        message: context.translate('error.engineRestarted', { iteration }),
      });
    }
    void giveMaskAgain(context);
    refreshPicture(context, undefined);
  });
  api.on('engineGivenUp', ({ error }) => {
    // A photo of the batch says so in its row; above the picture it is said of the repair there.
    if (!giveUpBatchRepair(context) || isBusy(context))
      showFailure(context, error, ['useProcessor']);
  });
  api.on('deviceLost', ({ error }) => showFailure(context, error));
  api.on('photoChangedOnDisk', ({ isGone }) =>
    showFailure(context, {
      code: 'photo',
      message: context.translate(
        isGone ? 'error.originalGoneMeanwhile' : 'error.originalChangedMeanwhile',
      ),
    }),
  );
}

/** The pixel port comes through the preload script as a message of this window to itself; a new engine brings a new one. */
export function listenToPixelPort(pixels: PixelClient): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    const [port] = event.ports;
    if (event.source === window && event.data === 'pixel-port' && port) {
      pixels.setPort(port);
    }
  });
}
