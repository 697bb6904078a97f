import { update } from '../actions/context';
import { changePreferences, toggleCompare } from '../actions/view';
import { CompareTrack, HintLine, VariantsStrip } from '../components/compare';
import { paintedMarks } from '../mask/components';
import { useMessages, type Messages } from '../i18n';
import type { AppState } from '../state/app-state';
import { hintOf, type Hint } from '../state/hints';
import { useStateWithoutProgress, useStudio } from './app-context';
import { useCommandPort } from './command-port';

/** What stands under the picture: the track of the divider, variants, and what can be done next. */
export function BelowPicture() {
  const studio = useStudio();
  const state = useStateWithoutProgress();
  const port = useCommandPort();
  const messages = useMessages();
  const mask = studio.workspace?.document.mask;
  const paintedCount = mask ? paintedMarks(mask.committedTiles('painted')).length : 0;
  const hint =
    state.hint ?? markText(state, messages) ?? hintText(hintOf(state, paintedCount), messages);
  return (
    <>
      {state.compare === 'divider' && (
        <CompareTrack
          dividerFraction={state.dividerFraction}
          onChange={(dividerFraction) => update(studio, { dividerFraction })}
        />
      )}
      {state.variants.length > 0 && (
        <VariantsStrip
          variants={state.variants.map(({ number, settings, progress, result }) => ({
            number,
            strength: settings.strength,
            seed: settings.seed,
            doneFraction: result ? undefined : (progress?.doneFraction ?? 0),
            thumbnail: undefined,
          }))}
          shown={state.shownVariant}
          onShow={(shownVariant) => update(studio, { shownVariant, compare: 'off' })}
          isDisagreementShown={state.compare === 'disagreement'}
          onDisagreementChange={() => toggleCompare(studio, 'disagreement')}
          port={port}
        />
      )}
      {hint !== undefined && !state.preferences.hintsHidden && (
        <HintLine
          text={hint}
          onHide={() => void changePreferences(studio, { hintsHidden: true })}
        />
      )}
    </>
  );
}

/** Why a mark was found: of the one under the pointer, or of the one that was chosen in the picture. */
function markText(state: AppState, { t, formats }: Messages): string | undefined {
  const { document, tool, run, hoveredMarkId, currentMarkId, isEvidenceShown } = state;
  if (isEvidenceShown || (run && !run.result)) return undefined;
  const id = hoveredMarkId ?? (tool === 'select' ? currentMarkId : undefined);
  const mark = document?.marks.find((candidate) => candidate.id === id);
  if (!mark) return undefined;
  return t('hint.mark', {
    mark: t(`class.${mark.class}`),
    percent: formats.percent(Math.round(mark.confidence * 100) / 100),
    reasons: mark.reasons.map((reason) => t(`reason.${reason}`)).join(', '),
  });
}

function hintText(hint: Hint | undefined, { t, keyOf }: Messages): string | undefined {
  if (!hint) return undefined;
  if ('count' in hint) return t(hint.key, { count: hint.count });
  if ('command' in hint) return t(hint.key, { key: keyOf(hint.command) ?? '' });
  return t(hint.key);
}
