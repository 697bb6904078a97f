import { useMemo, useRef, useState } from 'react';
import { canRunOn, runCommand } from '../actions/commands';
import { update } from '../actions/context';
import { decideMarks, findDamage, openMarkMenu, selectMark, shownEntries } from '../actions/marks';
import { takeableVariants, takeVariantHere } from '../actions/variants';
import { changePreferences } from '../actions/view';
import { MarksPanel, stopOf, type MarkOrder } from '../components/inspector';
import { useSettledState, useStudio } from './app-context';
import { useCommandPort } from './command-port';
import { MarkThumbnails, useMarkThumbnails } from './mark-thumbnails';

/** The list of marks, with what the state says. */
export function MarksArea() {
  const studio = useStudio();
  const state = useSettledState();
  const port = useCommandPort();
  const [order, setOrder] = useState<MarkOrder>('doubt');
  const lastFocused = useRef<string | undefined>(undefined);
  const thumbnails = useMemo(() => new MarkThumbnails(studio), [studio]);
  const thumbnailOf = useMarkThumbnails(thumbnails);
  const document = studio.workspace?.document;
  const { photo, document: snapshot } = state;
  const entries = useMemo(
    () => (document && snapshot ? shownEntries(document, order) : []),
    [document, snapshot, order],
  );
  if (!photo) return null;
  return (
    <MarksPanel
      photo={{
        width: photo.width,
        height: photo.height,
        pixelsPerInch: photo.inspection.density?.x,
      }}
      entries={entries}
      isLooking={state.isFinding || state.isFindingSimilar}
      isImplausible={state.isImplausible}
      sensitivity={state.preferences.sensitivity}
      onSensitivityChange={(sensitivity) => void changePreferences(studio, { sensitivity })}
      onSensitivityCommit={() => void findDamage(studio)}
      wouldFindCount={state.foundCounts?.[stopOf(state.preferences.sensitivity)]}
      hiddenClasses={state.hiddenClasses}
      onHiddenClassesChange={(hiddenClasses) => update(studio, { hiddenClasses })}
      order={order}
      onOrderChange={setOrder}
      port={port}
      selectedIds={state.selectedMarkIds}
      onSelectionChange={(ids) =>
        update(studio, { selectedMarkIds: new Set(ids), currentMarkId: ids.at(-1) })
      }
      currentId={state.currentMarkId}
      onRowMenu={(markId, place) => openMarkMenu(studio, { ...place, markId })}
      onHoverMark={(hoveredMarkId) => update(studio, { hoveredMarkId })}
      thumbnailOf={thumbnailOf}
      onTick={(ids, isTicked) => decideMarks(studio, ids, isTicked ? 'accepted' : 'unticked')}
      onRowCommand={(command, id) => {
        update(studio, { selectedMarkIds: new Set([id]), currentMarkId: id });
        runCommand(studio, command);
      }}
      canRunOn={(command, id) => canRunOn(state, command, id)}
      variantNumbers={takeableVariants(state)}
      onUseVariantHere={(number, id) => void takeVariantHere(studio, number, id)}
      onFocusMark={(id) => {
        // Back from a menu, or drawn anew: what was selected meanwhile stays selected.
        if (id === lastFocused.current) return;
        lastFocused.current = id;
        const entry = entries.find(({ mark }) => mark.id === id);
        if (entry) selectMark(studio, entry.mark);
      }}
    />
  );
}
