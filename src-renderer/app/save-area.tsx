import {
  chooseFormat,
  chooseQuality,
  chooseSamples,
  chooseTarget,
  saveCopy,
} from '../actions/save';
import { changePreferences } from '../actions/view';
import { SaveSheet } from '../components/dialogs';
import { useAppState, useStudio } from './app-context';

/** The sheet "Save a copy", with what the state says. */
export function SaveArea({ onClose }: { readonly onClose: () => void }) {
  const studio = useStudio();
  const save = useAppState((state) => state.save);
  const photo = useAppState((state) => state.photo);
  const { writesProvenance } = useAppState((state) => state.preferences);
  if (!save || !photo) return null;
  const { inspection } = photo;
  return (
    <SaveSheet
      {...save}
      pictureName={save.picture.name}
      original={inspection}
      writesProvenance={writesProvenance}
      onFormatChange={(format) => void chooseFormat(studio, format)}
      onQualityChange={(quality) => void chooseQuality(studio, quality)}
      onChoicesChange={(choices) => void chooseSamples(studio, choices)}
      onWritesProvenanceChange={(writes) =>
        void changePreferences(studio, { writesProvenance: writes })
      }
      onChooseTarget={() => void chooseTarget(studio)}
      onSave={() => void saveCopy(studio)}
      onClose={onClose}
    />
  );
}
