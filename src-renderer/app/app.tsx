import { useEffect } from 'react';
import { languageFor } from '../../src-shared/messages';
import { changePreferences } from '../actions/view';
import { AppFrame } from '../components/frame';
import { LiveRegion } from '../components/shared/live-region';
import { MessagesProvider } from '../i18n';
import { applyTheme } from '../theme';
import { useAppState, useStudio } from './app-context';
import { BatchArea } from './batch-area';
import { BelowPicture } from './below-picture';
import { DialogsArea } from './dialogs-area';
import { EmptyArea } from './empty-area';
import { MarkMenuArea } from './mark-menu-area';
import { MarksArea } from './marks-area';
import { NoticeArea } from './notice-area';
import { OptionsArea, RailArea } from './options-area';
import { PhotoArea } from './photo-area';
import { RepairArea } from './repair-area';
import { AdvancedArea, IterationsArea } from './run-areas';
import { StatusArea } from './status-area';
import { useKeyboard } from './keyboard';
import { useDropAndPaste } from './use-drop';
import { useInspector } from './use-inspector';

/** The window. */
export function App() {
  const { locale, platform } = useAppState((state) => state.start);
  const language = useAppState(({ preferences }) => languageFor(preferences.language, locale));
  const keys = useAppState((state) => state.preferences.keys);
  const singleKeys = useAppState((state) => state.preferences.singleKeys);
  useTheme();
  useEffect(() => {
    document.documentElement.lang = language === 'de' ? 'de' : 'en';
  }, [language]);
  return (
    <MessagesProvider
      language={language}
      systemLocale={locale}
      platform={platform}
      keys={{ keys, singleKeys }}
    >
      <Window />
    </MessagesProvider>
  );
}

/** Follows the preferences without rendering anything: most of them, and every step of a slider, change no theme. */
function useTheme(): void {
  const { store } = useStudio();
  useEffect(() => {
    const apply = () => applyTheme(document.documentElement, store.getState().preferences);
    apply();
    return store.subscribe((now, before) => {
      if (now.preferences !== before.preferences) apply();
    });
  }, [store]);
}

/** For itself, so that what is spoken renders nothing else. */
function Announcements() {
  const announcement = useAppState((state) => state.announcement);
  const announcementCount = useAppState((state) => state.announcementCount);
  return <LiveRegion message={announcement} sequence={announcementCount} />;
}

function Window() {
  const studio = useStudio();
  useKeyboard(studio);
  const drop = useDropAndPaste(studio);
  const isBatchShown = useAppState((state) => state.isBatchShown);
  const photo = useAppState((state) => state.photo);
  const isOpening = useAppState((state) => state.opening !== undefined);
  const inspectorWidthPx = useAppState((state) => state.preferences.inspectorWidthPx);
  const [isInspectorOpen, openInspector] = useInspector();
  const isPhotoOnly = useAppState((state) => state.isPhotoOnly);
  return (
    <>
      <AppFrame
        title={photo?.name ?? 'Heirloom'}
        options={(width) => <OptionsArea width={width} />}
        {...(!isBatchShown && { rail: <RailArea /> })}
        aboveNotice={<NoticeArea />}
        picture={
          isBatchShown ? (
            <BatchArea />
          ) : photo ? (
            <PhotoArea />
          ) : (
            !isOpening && <EmptyArea drop={drop} />
          )
        }
        belowPicture={!isBatchShown && photo && <BelowPicture />}
        {...(!isBatchShown && {
          inspector: (
            <>
              <RepairArea />
              <MarksArea />
              <IterationsArea />
              <AdvancedArea />
            </>
          ),
        })}
        status={(width) => <StatusArea width={width} />}
        inspectorWidthPx={inspectorWidthPx}
        onInspectorWidthChange={(widthPx) =>
          void changePreferences(studio, { inspectorWidthPx: widthPx })
        }
        isInspectorOpen={isInspectorOpen}
        onInspectorOpenChange={openInspector}
        isPhotoOnly={isPhotoOnly}
      />
      <MarkMenuArea />
      <DialogsArea />
      <Announcements />
    </>
  );
}
