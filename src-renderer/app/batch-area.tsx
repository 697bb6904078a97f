import { update } from '../actions/context';
import {
  batchList,
  chooseBatchTarget,
  chooseForBatch,
  pauseOrResumeBatch,
  startBatch,
  stopBatchAfterThis,
  tryFailedAgain,
} from '../actions/batch';
import { openFile } from '../actions/open-photo';
import { changeSettings } from '../actions/repair';
import { changePreferences } from '../actions/view';
import { BatchView } from '../components/batch';
import { defaultSettings } from '../../src-shared/model/settings';
import { batchRemainingMs } from '../state/batch-state';
import { useAppState, useStudio } from './app-context';

/** Many photos under the same settings. */
export function BatchArea() {
  const studio = useStudio();
  const batch = useAppState((state) => state.batch);
  const settings = useAppState((state) => state.settings);
  const { sensitivity } = useAppState((state) => state.preferences);
  return (
    <BatchView
      rows={batch.photos.map((photo) => ({ ...photo, thumbnail: undefined }))}
      state={batch.state}
      strength={{
        value: settings.strength,
        defaultValue: defaultSettings.photo.strength,
        onChange: (strength) => changeSettings(studio, { strength }),
      }}
      sensitivity={sensitivity}
      onSensitivityChange={(changed) => void changePreferences(studio, { sensitivity: changed })}
      folderName={batch.folder?.name}
      onTargetChange={(target) => void chooseBatchTarget(studio, target)}
      photoFraction={batch.photoFraction}
      remainingMs={batchRemainingMs(batch)}
      onAddPhotos={() => void chooseForBatch(studio, 'photos')}
      onAddFolder={() => void chooseForBatch(studio, 'folder')}
      onStart={() => void startBatch(studio)}
      onPauseOrResume={() => void pauseOrResumeBatch(studio)}
      onStopAfterThis={() => stopBatchAfterThis(studio)}
      onTryFailedAgain={() => void tryFailedAgain(studio)}
      onCopyList={() => void studio.api.copyText({ text: batchList(batch) })}
      onOpen={(id) => {
        const photo = batch.photos.find((candidate) => candidate.id === id);
        if (!photo) return;
        update(studio, { isBatchShown: false });
        void openFile(studio, { fileToken: photo.fileToken, name: photo.name, kind: 'photo' });
      }}
      onBack={() => update(studio, { isBatchShown: false })}
    />
  );
}
