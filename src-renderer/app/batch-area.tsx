import { useState } from 'react';
import { update, type AppContext } from '../actions/context';
import {
  answerReview,
  chooseBatchTarget,
  chooseForBatch,
  chooseShowsEach,
  pauseOrResumeBatch,
  startBatch,
  stopBatchAfterThis,
  tryFailedAgain,
} from '../actions/batch';
import { openFile } from '../actions/open-photo';
import { changeSettings } from '../actions/repair';
import { changePreferences } from '../actions/view';
import { batchList, BatchView } from '../components/batch';
import { defaultSettings } from '../../src-shared/model/settings';
import {
  batchRemainingMs,
  photosInReview,
  showsEachPhoto,
  type BatchPhoto,
} from '../state/batch-state';
import { useAppState, useStudio } from './app-context';
import { usePictureUrls } from './picture-urls';

/** Many photos under the same settings. */
export function BatchArea() {
  const studio = useStudio();
  const batch = useAppState((state) => state.batch);
  const settings = useAppState((state) => state.settings);
  const { sensitivity } = useAppState((state) => state.preferences);
  const [reviewedId, setReviewedId] = useState<string>();
  const inReview = photosInReview(batch);
  const reviewed = inReview.find(({ id }) => id === reviewedId) ?? inReview[0];
  const thumbnails = usePictureUrls(batch.photos.map(({ thumbnail }) => thumbnail));
  const [before, after] = usePictureUrls([reviewed?.state.before, reviewed?.state.after]);
  return (
    <BatchView
      rows={batch.photos.map((photo, index) => ({ ...photo, thumbnail: thumbnails[index] }))}
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
      showsEach={showsEachPhoto(batch)}
      onShowsEachChange={(showsEach) => chooseShowsEach(studio, showsEach)}
      review={
        reviewed && {
          name: reviewed.name,
          before,
          after,
          markCount: reviewed.markCount ?? 0,
          waiting: inReview.length,
        }
      }
      onReview={setReviewedId}
      onAnswer={(answer) => {
        if (!reviewed) return;
        const done = answerReview(studio, reviewed.id, answer === 'save' ? 'save' : 'skip');
        if (answer === 'open') void done.then(() => openInEditor(studio, reviewed));
      }}
      photoFraction={batch.photoFraction}
      remainingMs={batchRemainingMs(batch)}
      onAddPhotos={() => void chooseForBatch(studio, 'photos')}
      onAddFolder={() => void chooseForBatch(studio, 'folder')}
      onStart={() => void startBatch(studio)}
      onPauseOrResume={() => void pauseOrResumeBatch(studio)}
      onStopAfterThis={() => stopBatchAfterThis(studio)}
      onTryFailedAgain={() => void tryFailedAgain(studio)}
      onCopyList={() =>
        void studio.api.copyText({ text: batchList(batch.photos, studio.translate) })
      }
      onOpen={(id) => {
        const photo = batch.photos.find((candidate) => candidate.id === id);
        if (photo) openInEditor(studio, photo);
      }}
      onBack={() => update(studio, { isBatchShown: false })}
    />
  );
}

function openInEditor(
  studio: AppContext,
  { fileToken, name }: Pick<BatchPhoto, 'fileToken' | 'name'>,
): void {
  update(studio, { isBatchShown: false });
  void openFile(studio, { fileToken, name, kind: 'photo' });
}
