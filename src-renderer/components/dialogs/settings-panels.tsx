import type { Preferences } from '../../../src-shared/model/preferences';
import { useMessages } from '../../i18n';
import { Checkbox } from '../shared/checkbox';
import { Field } from '../shared/field';
import { Segmented } from '../shared/segmented';
import { Select } from '../shared/select';
import { SliderField } from '../shared/slider-field';
import { DraftsLine, type DraftsTotal } from './privacy-dialog';
import { Swatches } from './swatches';

/** What the pages of the settings show and change; every change counts at once. */
export interface SettingsInput {
  readonly preferences: Preferences;
  readonly onChange: (changes: Partial<Preferences>) => void;
  readonly deviceChoices: readonly Preferences['device'][];
  readonly drafts: DraftsTotal;
  readonly onDeleteDrafts: () => void;
}

const opacityRange = { minimum: 15, maximum: 70, step: 5 };
const sizeRange = { minimum: 90, maximum: 150, step: 5 };

function Surround({ preferences, onChange }: SettingsInput) {
  const { t } = useMessages();
  const surrounds = [
    ['#777777', t('settings.surroundMiddle')],
    ['#2B2B2B', t('settings.surroundDark')],
    ['#BFBFBF', t('settings.surroundLight')],
    ['#FFFFFF', t('settings.surroundWhite')],
  ] as const;
  return (
    <Field label={t('settings.surround')} text={t('settings.surroundText')}>
      <Swatches
        name={t('settings.surround')}
        value={preferences.surround}
        options={surrounds.map(([value, label]) => ({ value, label, colour: value }))}
        onChange={(surround) => onChange({ surround })}
      />
    </Field>
  );
}

function Overlay({ preferences, onChange }: SettingsInput) {
  const { t } = useMessages();
  const colours = ['blue', 'magenta', 'orange'] as const;
  return (
    <>
      <Field label={t('menu.marks')} text={t('settings.overlayText')}>
        <Swatches
          name={t('overlay.colour')}
          value={preferences.overlayColour}
          options={colours.map((value) => ({
            value,
            label: t(`overlay.${value}`),
            colour: `var(--overlay-${value})`,
          }))}
          onChange={(overlayColour) => onChange({ overlayColour })}
        />
      </Field>
      <SliderField
        name={t('overlay.opacity')}
        range={opacityRange}
        value={Math.round(preferences.overlayOpacity * 100)}
        defaultValue={35}
        unit="%"
        onChange={(percent) => onChange({ overlayOpacity: percent / 100 })}
      />
    </>
  );
}

/** Theme, surround, overlay. */
export function LookPanel(input: SettingsInput) {
  const { preferences, onChange } = input;
  const { t } = useMessages();
  return (
    <>
      <Field label={t('settings.theme')}>
        <Segmented
          name={t('settings.theme')}
          value={preferences.theme}
          options={[
            { value: 'system', label: t('settings.themeSystem') },
            { value: 'light', label: t('settings.themeLight') },
            { value: 'dark', label: t('settings.themeDark') },
          ]}
          onChange={(theme) => onChange({ theme })}
        />
      </Field>
      <Surround {...input} />
      <Checkbox
        label={t('settings.whiteLine')}
        isChecked={preferences.whiteLine}
        onChange={(whiteLine) => onChange({ whiteLine })}
      />
      <Overlay {...input} />
      <Checkbox
        label={t('settings.hints')}
        isChecked={!preferences.hintsHidden}
        onChange={(isShown) => onChange({ hintsHidden: !isShown })}
      />
    </>
  );
}

/** Wheel and pen. */
export function PointerPanel({ preferences, onChange }: SettingsInput) {
  const { t } = useMessages();
  return (
    <>
      <Field label={t('settings.wheel')} text={t('settings.wheelText')}>
        <Segmented
          name={t('settings.wheel')}
          value={preferences.wheel}
          options={[
            { value: 'zoom', label: t('settings.wheelZoom') },
            { value: 'scroll', label: t('settings.wheelScroll') },
          ]}
          onChange={(wheel) => onChange({ wheel })}
        />
      </Field>
      <Checkbox
        label={t('settings.penPressure')}
        isChecked={preferences.penPressure}
        onChange={(penPressure) => onChange({ penPressure })}
      />
      {preferences.penPressure && (
        <Field label={t('settings.penCurve')} text={t('settings.penCurveText')}>
          <Segmented
            name={t('settings.penCurve')}
            value={preferences.penCurve}
            options={[
              { value: 'soft', label: t('settings.penCurveSoft') },
              { value: 'linear', label: t('settings.penCurveLinear') },
              { value: 'firm', label: t('settings.penCurveFirm') },
            ]}
            onChange={(penCurve) => onChange({ penCurve })}
          />
        </Field>
      )}
    </>
  );
}

/** What saved files say, and drafts. */
export function SavingPanel(input: SettingsInput) {
  const { preferences, onChange } = input;
  const { t } = useMessages();
  return (
    <>
      <Checkbox
        label={t('settings.provenance')}
        text={t('settings.provenanceText')}
        isChecked={preferences.writesProvenance}
        onChange={(writesProvenance) => onChange({ writesProvenance })}
      />
      <section className="stack">
        <h3>{t('settings.drafts')}</h3>
        <DraftsLine {...input} />
      </section>
    </>
  );
}

/** What does the computing. */
export function DevicePanel({ preferences, onChange, deviceChoices }: SettingsInput) {
  const { t } = useMessages();
  return (
    <Field label={t('settings.device')} text={t('settings.deviceText')}>
      <Select
        name={t('settings.device')}
        value={preferences.device}
        options={deviceChoices.map((value) => ({ value, label: t(`device.${value}`) }))}
        onChange={(device) => onChange({ device })}
      />
    </Field>
  );
}

/** Languages are called by their own names. */
export function LanguagePanel({ preferences, onChange }: SettingsInput) {
  const { t } = useMessages();
  return (
    <Field label={t('settings.language')}>
      <Select
        name={t('settings.language')}
        value={preferences.language}
        options={[
          { value: 'system', label: t('settings.languageSystem') },
          { value: 'en', label: 'English' },
          { value: 'de', label: 'Deutsch' },
        ]}
        onChange={(language) => onChange({ language })}
      />
    </Field>
  );
}

/** Sizes. */
export function AccessibilityPanel({ preferences, onChange }: SettingsInput) {
  const { t } = useMessages();
  return (
    <>
      <SliderField
        name={t('settings.interfaceSize')}
        range={sizeRange}
        value={preferences.interfaceSizePercent}
        defaultValue={100}
        unit="%"
        onChange={(interfaceSizePercent) => onChange({ interfaceSizePercent })}
      />
      <Checkbox
        label={t('settings.largeControls')}
        text={t('settings.largeControlsText')}
        isChecked={preferences.largeControls}
        onChange={(largeControls) => onChange({ largeControls })}
      />
      <Checkbox
        label={t('settings.singleKeys')}
        text={t('settings.singleKeysText')}
        isChecked={preferences.singleKeys}
        onChange={(singleKeys) => onChange({ singleKeys })}
      />
    </>
  );
}
