import { Minus, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { labelKeyOf } from '../../../src-shared/commands';
import { toMillimetres } from '../../../src-shared/messages';
import { useMessages } from '../../i18n';
import { Checkbox } from '../shared/checkbox';
import { CommandButton } from '../shared/command-button';
import { IconButton } from '../shared/icon-button';
import type { OverflowItem } from '../shared/overflow-row';
import type { ToolOptionsInput } from './tool-options';
import { toolRanges } from './tool-values';
import { ValueSlider } from './value-slider';

const steps = {
  makeBrushSmaller: Minus,
  makeBrushLarger: Plus,
} as const;

function SizeOption({ values, onChange, port, pixelsPerInch }: ToolOptionsInput) {
  const { t, formats } = useMessages();
  const button = (command: keyof typeof steps) => (
    <IconButton
      icon={steps[command]}
      size="small"
      name={t(labelKeyOf(command))}
      command={command}
      onPress={() => port.run(command)}
    />
  );
  return (
    <>
      <ValueSlider
        name={t('options.size')}
        range={toolRanges.brushSizePx}
        value={values.brushSizePx}
        unit="px"
        onChange={(brushSizePx) => onChange({ brushSizePx })}
        before={button('makeBrushSmaller')}
        after={button('makeBrushLarger')}
      />
      {pixelsPerInch !== undefined && (
        <span className="secondary tabular">
          = {formats.mm(toMillimetres(values.brushSizePx, pixelsPerInch))}
        </span>
      )}
    </>
  );
}

/** Options of the brush and the eraser, in one order for both. */
export function brushOptions(input: ToolOptionsInput, isEraser: boolean): readonly OverflowItem[] {
  const { values, onChange, port, t } = input;
  const item = (id: string, content: ReactNode) => ({ id, content });
  const toggle = (
    label: 'pressure' | 'wholeMark' | 'lockToPhoto',
    value: 'usesPressure' | 'erasesWholeMarks' | 'isLockedToPhoto',
  ) =>
    item(
      label,
      <Checkbox
        label={t(`options.${label}`)}
        isChecked={values[value]}
        onChange={(isChecked) => onChange({ [value]: isChecked })}
      />,
    );
  return [
    item('size', <SizeOption {...input} />),
    item(
      'hardness',
      <ValueSlider
        name={t('options.hardness')}
        range={toolRanges.hardnessPercent}
        value={Math.round(values.brushHardness * 100)}
        unit="%"
        onChange={(percent) => onChange({ brushHardness: percent / 100 })}
      />,
    ),
    ...(input.hasPen ? [toggle('pressure', 'usesPressure')] : []),
    ...(isEraser ? [toggle('wholeMark', 'erasesWholeMarks')] : []),
    toggle('lockToPhoto', 'isLockedToPhoto'),
    item('clear', <CommandButton command="clearPainted" port={port} kind="quiet" />),
  ];
}
