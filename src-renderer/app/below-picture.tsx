import { update } from '../actions/context';
import { changePreferences, toggleCompare } from '../actions/view';
import { CompareTrack, HintLine, VariantsStrip } from '../components/compare';
import { paintedMarks } from '../mask/components';
import { useMessages, type Messages } from '../i18n';
import { hintOf, type Hint } from '../state/hints';
import { useAppState, useStudio } from './app-context';
import { useCommandPort } from './command-port';

/** What stands under the picture: the track of the divider, variants, and what can be done next. */
export function BelowPicture() {
  const studio = useStudio();
  const state = useAppState((whole) => whole);
  const port = useCommandPort();
  const messages = useMessages();
  const mask = studio.workspace?.document.mask;
  const paintedCount = mask ? paintedMarks(mask.tiles('painted')).length : 0;
  const hint = state.hint ?? hintText(hintOf(state, paintedCount), messages);
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

function hintText(hint: Hint | undefined, { t, keyOf }: Messages): string | undefined {
  if (!hint) return undefined;
  if ('count' in hint) return t(hint.key, { count: hint.count });
  if ('command' in hint) return t(hint.key, { key: keyOf(hint.command) ?? '' });
  return t(hint.key);
}
