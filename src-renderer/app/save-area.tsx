import { chooseFormat, chooseQuality, chooseTarget, saveCopy } from '../actions/save';
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
      originalFormat={inspection.format}
      // JPEG and WebP have 8 bits a sample, whatever the original has.
      bitDepth={save.format === 'jpeg' || save.format === 'webp' ? 8 : inspection.bitDepth}
      profileName={inspection.iccProfileName}
      writesProvenance={writesProvenance}
      onFormatChange={(format) => void chooseFormat(studio, format)}
      onQualityChange={(quality) => void chooseQuality(studio, quality)}
      onWritesProvenanceChange={(writes) =>
        void changePreferences(studio, { writesProvenance: writes })
      }
      onChooseTarget={() => void chooseTarget(studio)}
      onSave={() => void saveCopy(studio)}
      onClose={onClose}
    />
  );
}
