import type { ReactNode } from 'react';
import type { CommandId } from '../../../src-shared/commands';
import type { Translate } from '../../../src-shared/messages';
import { Checkbox } from '../shared/checkbox';
import { CommandButton } from '../shared/command-button';
import type { CommandPort } from '../shared/command-port';
import { NumberField } from '../shared/number-field';
import type { OverflowItem } from '../shared/overflow-row';
import { Segmented } from '../shared/segmented';
import type { ToolName } from '../tool-rail';
import { brushOptions } from './brush-options';
import { defaultTraceWidthPx, toolRanges, type ToolValues } from './tool-values';
import { ValueSlider } from './value-slider';

/** What the options of a tool are made from. */
export interface ToolOptionsInput {
  readonly values: ToolValues;
  readonly onChange: (changes: Partial<ToolValues>) => void;
  readonly port: CommandPort;
  readonly t: Translate;
  /** Of the photo, where its file says so. */
  readonly pixelsPerInch: number | undefined;
  /** A pen was seen. */
  readonly hasPen: boolean;
  readonly selectedCount: number;
}

const item = (id: string, content: ReactNode): OverflowItem => ({ id, content });

const commandItem = (command: CommandId, port: CommandPort) =>
  item(command, <CommandButton command={command} port={port} kind="quiet" />);

function selectOptions({ port, t, selectedCount }: ToolOptionsInput): readonly OverflowItem[] {
  const commands: readonly CommandId[] = [
    'acceptMark',
    'rejectMark',
    'growMark',
    'shrinkMark',
    'repairSelected',
  ];
  return [
    item(
      'count',
      <span className="secondary tabular">
        {selectedCount === 0
          ? t('options.nothingSelected')
          : t('options.selected', { count: selectedCount })}
      </span>,
    ),
    ...commands.map((command) => commandItem(command, port)),
  ];
}

function lassoOptions({ values, onChange, t }: ToolOptionsInput): readonly OverflowItem[] {
  return [
    item(
      'mode',
      <Segmented
        name={t('options.lassoMode')}
        value={values.lassoMode}
        options={[
          { value: 'add', label: t('options.add') },
          { value: 'takeAway', label: t('options.takeAway') },
        ]}
        onChange={(lassoMode) => onChange({ lassoMode })}
      />,
    ),
    item(
      'feather',
      <ValueSlider
        name={t('options.feather')}
        range={toolRanges.featherPx}
        value={values.featherPx}
        unit="px"
        onChange={(featherPx) => onChange({ featherPx })}
      />,
    ),
  ];
}

function traceOptions({ values, onChange, t }: ToolOptionsInput): readonly OverflowItem[] {
  const { traceWidthPx } = values;
  const width = (
    <>
      <Checkbox
        label={t('options.widthAuto')}
        isChecked={traceWidthPx === undefined}
        onChange={(isAuto) => onChange({ traceWidthPx: isAuto ? undefined : defaultTraceWidthPx })}
      />
      {traceWidthPx !== undefined && (
        <NumberField
          name={t('options.width')}
          range={toolRanges.traceWidthPx}
          value={traceWidthPx}
          unit="px"
          onChange={(next) => onChange({ traceWidthPx: next })}
        />
      )}
    </>
  );
  const faint = (
    <Checkbox
      label={t('options.followFaint')}
      isChecked={values.followsFaintLines}
      onChange={(followsFaintLines) => onChange({ followsFaintLines })}
    />
  );
  return [item('width', width), item('faint', faint)];
}

/** The threshold of what the detector sees, which replaces the tool's options while that is shown. */
export function evidenceOptions({
  values,
  onChange,
  port,
  t,
}: ToolOptionsInput): readonly OverflowItem[] {
  return [
    item(
      'threshold',
      <ValueSlider
        name={t('options.threshold')}
        range={toolRanges.thresholdPercent}
        value={Math.round(values.evidenceThreshold * 100)}
        unit="%"
        onChange={(percent) => onChange({ evidenceThreshold: percent / 100 })}
      />,
    ),
    item(
      'leave',
      <CommandButton
        command="toggleEvidence"
        port={port}
        kind="quiet"
        label={t('options.leaveEvidence')}
      />,
    ),
  ];
}

/** The options of a tool, in order of their importance: the last ones move to "More" first. */
export function toolOptions(tool: ToolName, input: ToolOptionsInput): readonly OverflowItem[] {
  switch (tool) {
    case 'select':
      return selectOptions(input);
    case 'brush':
      return brushOptions(input, false);
    case 'eraser':
      return brushOptions(input, true);
    case 'lasso':
      return lassoOptions(input);
    case 'trace':
      return traceOptions(input);
    case 'hand':
      return (['fitPhoto', 'showActualSize', 'showDoubleSize'] as const).map((command) =>
        commandItem(command, input.port),
      );
  }
}
