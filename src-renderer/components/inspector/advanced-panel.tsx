import './advanced-panel.css';
import { Copy, Dices, RotateCcw } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { Preferences } from '../../../src-shared/model/preferences';
import {
  defaultSettings,
  numberSettings,
  optimizerNames,
  presetNames,
  weightingNames,
  type AutomaticSetting,
  type RepairSettings,
} from '../../../src-shared/model/settings';
import { useMessages } from '../../i18n';
import { IconButton } from '../shared/icon-button';
import { NumberField } from '../shared/number-field';
import { FoldingPanel } from '../shared/panel';
import { Select } from '../shared/select';
import { SliderField } from '../shared/slider-field';
import { changedSettings, settingNames } from './advanced-settings';

type DeviceName = Preferences['device'];

/** All settings of a repair. */
export interface AdvancedPanelProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly settings: RepairSettings;
  /** What the solver takes where a setting is left to it. */
  readonly automatic: Readonly<Record<AutomaticSetting, number>>;
  readonly onChange: (changes: Partial<RepairSettings>) => void;
  /** Changed during a run: they count from its next iteration. */
  readonly pending: ReadonlySet<keyof RepairSettings>;
  /** A seed that was not used yet. */
  readonly onRollSeed: () => void;
  readonly onCopySeed: () => void;
  readonly device: DeviceName;
  readonly deviceChoices: readonly DeviceName[];
  readonly onDeviceChange: (device: DeviceName) => void;
}

type FieldName = 'preset' | 'weighting' | 'optimizer' | 'seed' | 'device';

/** Name, control, sentence; the reset arrow only where something was changed. */
function Field(props: {
  readonly field: FieldName;
  readonly note: string | undefined;
  readonly reset?: { readonly value: string; readonly onReset: () => void } | undefined;
  readonly children: (textId: string) => ReactNode;
}) {
  const { field, note, reset, children } = props;
  const { t } = useMessages();
  const id = useId();
  const name = t(`advanced.${field}`);
  return (
    <div className="advanced-field">
      <div className="advanced-name" onDoubleClick={reset?.onReset}>
        {name}
        {reset && (
          <IconButton
            icon={RotateCcw}
            size="small"
            name={t('advanced.resetNamed', { name, value: reset.value })}
            onPress={reset.onReset}
          />
        )}
      </div>
      {children(id)}
      <p className="secondary advanced-text" id={id}>
        {t(`advanced.${field}Text`)}
        {note !== undefined && ` ${note}`}
      </p>
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  readonly field: Exclude<FieldName, 'seed'>;
  readonly value: Value;
  readonly defaultValue: Value;
  readonly values: readonly Value[];
  readonly labelOf: (value: Value) => string;
  readonly note?: string | undefined;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { field, value, defaultValue, values, labelOf, note, onChange } = props;
  const { t } = useMessages();
  const reset =
    value === defaultValue
      ? undefined
      : { value: labelOf(defaultValue), onReset: () => onChange(defaultValue) };
  return (
    <Field field={field} note={note} reset={reset}>
      {(textId) => (
        <Select
          name={t(`advanced.${field}`)}
          value={value}
          options={values.map((option) => ({ value: option, label: labelOf(option) }))}
          describedBy={textId}
          onChange={onChange}
        />
      )}
    </Field>
  );
}

function Seed({ settings, onChange, onRollSeed, onCopySeed, noteOf }: ContentProps) {
  const { t } = useMessages();
  const initial = defaultSettings[settings.preset].seed;
  const reset =
    settings.seed === initial
      ? undefined
      : { value: String(initial), onReset: () => onChange({ seed: initial }) };
  return (
    <Field field="seed" note={noteOf('seed')} reset={reset}>
      {(textId) => (
        <div className="advanced-seed">
          <NumberField
            name={t('advanced.seed')}
            range={numberSettings.seed}
            value={settings.seed}
            isGrouped={false}
            isWide
            describedBy={textId}
            onChange={(seed) => onChange({ seed })}
          />
          <IconButton
            icon={Dices}
            size="small"
            name={t('advanced.rollSeed')}
            onPress={onRollSeed}
          />
          <IconButton icon={Copy} size="small" name={t('advanced.copySeed')} onPress={onCopySeed} />
        </div>
      )}
    </Field>
  );
}

type ContentProps = AdvancedPanelProps & {
  readonly noteOf: (name: keyof RepairSettings) => string | undefined;
};

function Slid({
  name,
  settings,
  onChange,
  noteOf,
}: ContentProps & { readonly name: 'iterations' | 'lambda' | 'grain' }) {
  const { t } = useMessages();
  return (
    <SliderField
      name={t(`advanced.${name}`)}
      text={t(`advanced.${name}Text`)}
      note={noteOf(name)}
      range={numberSettings[name]}
      value={settings[name]}
      defaultValue={defaultSettings[settings.preset][name]}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
}

/** A setting that is left to the solver, whose value is shown, until somebody chooses another. */
function Automatic(props: ContentProps & { readonly name: AutomaticSetting }) {
  const { name, settings, automatic, onChange, noteOf } = props;
  const { t } = useMessages();
  const chosen = settings[name];
  return (
    <SliderField
      name={t(`advanced.${name}`)}
      text={t(`advanced.${name}Text`)}
      note={noteOf(name) ?? (chosen === null ? t('advanced.isAutomatic') : undefined)}
      range={numberSettings[name]}
      value={chosen ?? automatic[name]}
      defaultValue={automatic[name]}
      wayBack={
        chosen === null
          ? undefined
          : { to: t('advanced.automatic'), onGo: () => onChange({ [name]: null }) }
      }
      unit={name === 'windowSide' ? 'px' : 'σ'}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
}

function Content(props: ContentProps) {
  const { settings, onChange, noteOf } = props;
  const { t } = useMessages();
  const initial = defaultSettings[settings.preset];
  return (
    <>
      <Slid {...props} name="iterations" />
      <Seed {...props} />
      <Choice
        field="preset"
        value={settings.preset}
        defaultValue="photo"
        values={presetNames}
        labelOf={(name) => t(settingNames.preset[name])}
        onChange={(preset) =>
          onChange({ ...defaultSettings[preset], seed: settings.seed, strength: settings.strength })
        }
      />
      <Choice
        field="weighting"
        value={settings.weighting}
        defaultValue={initial.weighting}
        values={weightingNames}
        labelOf={(name) => t(settingNames.weighting[name])}
        note={noteOf('weighting')}
        onChange={(weighting) => onChange({ weighting })}
      />
      <Slid {...props} name="lambda" />
      <Choice
        field="optimizer"
        value={settings.optimizer}
        defaultValue={initial.optimizer}
        values={optimizerNames}
        labelOf={(name) => t(settingNames.optimizer[name])}
        note={noteOf('optimizer')}
        onChange={(optimizer) => onChange({ optimizer })}
      />
      <Automatic {...props} name="noiseStart" />
      <Automatic {...props} name="noiseEnd" />
      <Slid {...props} name="grain" />
      <Automatic {...props} name="windowSide" />
      <Choice
        field="device"
        value={props.device}
        defaultValue="auto"
        values={props.deviceChoices}
        labelOf={(name) => t(`device.${name}`)}
        onChange={props.onDeviceChange}
      />
    </>
  );
}

/** Everything that a repair depends on, each with a sentence and a way back. */
export function AdvancedPanel(props: AdvancedPanelProps) {
  const { isOpen, onOpenChange, settings, pending } = props;
  const { t } = useMessages();
  const isChanged = changedSettings(settings).length > 0;
  return (
    <FoldingPanel
      title={t('advanced.title')}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      changedText={isChanged ? t('advanced.changed') : undefined}
    >
      <Content
        {...props}
        noteOf={(name) => (pending.has(name) ? t('advanced.nextIteration') : undefined)}
      />
    </FoldingPanel>
  );
}
