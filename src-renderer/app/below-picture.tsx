import { update } from '../actions/context';
import { changePreferences, toggleCompare } from '../actions/view';
import { CompareTrack, HintLine, VariantsStrip } from '../components/compare';
import { paintedMarks } from '../mask/components';
import { useMessages, type Messages } from '../i18n';
import type { AppState, VariantView } from '../state/app-state';
import { hintOf, type Hint } from '../state/hints';
import { useAppState, useSettledState, useStudio } from './app-context';
import { useCommandPort } from './command-port';
import { useVariantThumbnails } from './variant-thumbnails';

/** What stands under the picture: the track of the divider, variants, and what can be done next. */
export function BelowPicture() {
  const studio = useStudio();
  const state = useSettledState();
  const port = useCommandPort();
  const messages = useMessages();
  const mask = studio.workspace?.document.mask;
  const paintedCount = mask ? paintedMarks(mask.committedTiles('painted')).length : 0;
  const hint =
    state.hint ?? markText(state, messages) ?? hintText(hintOf(state, paintedCount), messages);
  // Who has hidden the advice is still told what came of a wish.
  const isAnswer = state.hint !== undefined;
  const thumbnails = useVariantThumbnails(state.variants.map(({ result }) => result?.layerId));
  return (
    <>
      {state.compare === 'divider' && <DividerTrack />}
      {state.variants.length > 0 && (
        <VariantsStrip
          variants={state.variants.map((variant, index) => ({
            number: variant.number,
            strength: variant.settings.strength,
            seed: variant.settings.seed,
            doneFraction: doneFractionOf(variant),
            thumbnail: thumbnails[index],
          }))}
          shown={state.shownVariant}
          onShow={(shownVariant) => update(studio, { shownVariant, compare: 'off' })}
          isDisagreementShown={state.compare === 'disagreement'}
          onDisagreementChange={() => toggleCompare(studio, 'disagreement')}
          port={port}
        />
      )}
      {hint !== undefined && (isAnswer || !state.preferences.hintsHidden) && (
        <HintLine
          text={hint}
          onHide={() => void changePreferences(studio, { hintsHidden: true })}
        />
      )}
    </>
  );
}

/** The divider again, as a slider. */
function DividerTrack() {
  const studio = useStudio();
  const dividerFraction = useAppState((state) => state.dividerFraction);
  return (
    <CompareTrack
      dividerFraction={dividerFraction}
      onChange={(fraction) => update(studio, { dividerFraction: fraction })}
    />
  );
}

/** Undefined while a variant waits for its turn. */
function doneFractionOf({ progress, result }: VariantView): number | undefined {
  if (result) return 1;
  const isWaiting = !progress || progress.state === 'waiting';
  // Everything is computed a moment before there is a result to look at.
  return isWaiting ? undefined : Math.min(0.99, progress.doneFraction);
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
