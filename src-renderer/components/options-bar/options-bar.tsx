import './options-bar.css';
import { ChevronDown } from 'lucide-react';
import type { Preferences } from '../../../src-shared/model/preferences';
import { labelKeyOf } from '../../../src-shared/commands';
import { useMessages } from '../../i18n';
import type { FrameWidth } from '../frame';
import { Button } from '../shared/button';
import { CommandButton } from '../shared/command-button';
import type { CommandPort } from '../shared/command-port';
import { MenuButton } from '../shared/menu-button';
import { OverflowRow } from '../shared/overflow-row';
import type { ToolName } from '../tool-rail';
import { evidenceOptions, toolOptions } from './tool-options';
import type { ToolValues } from './tool-values';

/** What is shown beside or over the result. */
export type CompareMode =
  'off' | 'divider' | 'sideBySide' | 'difference' | 'invented' | 'disagreement';

export type OverlayMode = Preferences['overlayMode'];

/** The bar above everything. */
export interface OptionsBarProps {
  readonly width: FrameWidth;
  readonly port: CommandPort;
  readonly tool: ToolName;
  readonly values: ToolValues;
  readonly onValuesChange: (changes: Partial<ToolValues>) => void;
  readonly isEvidenceShown: boolean;
  readonly pixelsPerInch: number | undefined;
  readonly hasPen: boolean;
  readonly selectedCount: number;
  /** What undo and redo would do, as the messages `undo.…` say it; undefined where there is nothing. */
  readonly undoName: string | undefined;
  readonly redoName: string | undefined;
  readonly overlayMode: OverlayMode;
  readonly onOverlayModeChange: (mode: OverlayMode) => void;
  readonly compare: CompareMode;
  /** Those that are possible now, but for 'off'. */
  readonly compareModes: readonly CompareMode[];
  readonly onCompareChange: (mode: CompareMode) => void;
  readonly isInspectorOpen: boolean;
  readonly onInspectorOpenChange: (isOpen: boolean) => void;
}

const overlayModes: readonly OverlayMode[] = ['outline', 'filled', 'both', 'hidden'];
const allCompareModes = [
  'divider',
  'sideBySide',
  'difference',
  'invented',
  'disagreement',
] as const satisfies readonly CompareMode[];
const compareCommands = {
  divider: 'compareWithDivider',
  sideBySide: 'compareSideBySide',
  difference: 'showDifference',
  invented: 'showInvented',
  disagreement: 'showDisagreement',
} as const;

function HistoryGroup({ port, undoName, redoName }: OptionsBarProps) {
  const { t } = useMessages();
  return (
    <div className="options-bar-group">
      <CommandButton command="openPhoto" port={port} kind="quiet" label={t('options.open')} />
      <span className="options-bar-divider" />
      <CommandButton
        command="undo"
        port={port}
        kind="quiet"
        tip={undoName && t('options.undoNamed', { name: undoName })}
      />
      <CommandButton
        command="redo"
        port={port}
        kind="quiet"
        tip={redoName && t('options.redoNamed', { name: redoName })}
      />
      <span className="options-bar-divider" />
    </div>
  );
}

function MarksMenu({ width, overlayMode, onOverlayModeChange }: OptionsBarProps) {
  const { t } = useMessages();
  return (
    <MenuButton
      trigger={
        <>
          {width === 'narrow'
            ? t('menu.marks')
            : t('options.marks', { mode: t(`overlay.${overlayMode}`) })}
          <ChevronDown className="icon-small" aria-hidden="true" />
        </>
      }
      triggerClassName="button button-quiet"
      name={t('menu.marks')}
      placement="bottom end"
      sections={[
        overlayModes.map((mode) => ({
          id: mode,
          label: t(`overlay.${mode}`),
          isChecked: mode === overlayMode,
        })),
      ]}
      onChoose={(id) => onOverlayModeChange(id as OverlayMode)}
    />
  );
}

function CompareMenu({ width, compare, compareModes, onCompareChange }: OptionsBarProps) {
  const { t, keyOf } = useMessages();
  const entry = (mode: CompareMode) => ({
    id: mode,
    label: t(`compare.${mode}`),
    isChecked: mode === compare,
    isDisabled: mode !== 'off' && !compareModes.includes(mode),
    ...(mode !== 'off' && { key: keyOf(compareCommands[mode]) }),
  });
  return (
    <MenuButton
      trigger={
        <>
          {compare === 'off' || width === 'narrow'
            ? t('options.compare')
            : t('options.compareWith', { mode: t(`compare.${compare}`) })}
          <ChevronDown className="icon-small" aria-hidden="true" />
        </>
      }
      triggerClassName="button button-quiet"
      name={t('options.compare')}
      placement="bottom end"
      sections={[[entry('off'), ...allCompareModes.map(entry)]]}
      onChoose={(id) => onCompareChange(id as CompareMode)}
    />
  );
}

const toolCommands = {
  select: 'useSelect',
  brush: 'useBrush',
  eraser: 'useEraser',
  lasso: 'useLasso',
  trace: 'useTrace',
  hand: 'useHand',
} as const;

/** Left: open and history; middle: the tool in hand; right: how the picture is looked at, and saving. */
export function OptionsBar(props: OptionsBarProps) {
  const { width, port, tool, isEvidenceShown, isInspectorOpen } = props;
  const { t } = useMessages();
  const input = { ...props, onChange: props.onValuesChange, t };
  const hasDrawer = width === 'drawer' || width === 'narrow';
  const title = labelKeyOf(isEvidenceShown ? 'toggleEvidence' : toolCommands[tool]);
  return (
    <div className="options-bar" data-rows={width === 'narrow' ? 'two' : 'one'}>
      <HistoryGroup {...props} />
      <span className="options-bar-break" />
      <span className="options-bar-tool">{t(title)}</span>
      <OverflowRow items={isEvidenceShown ? evidenceOptions(input) : toolOptions(tool, input)} />
      <div className="options-bar-group">
        <span className="options-bar-divider" />
        <MarksMenu {...props} />
        <CompareMenu {...props} />
        <CommandButton
          command="saveCopy"
          port={port}
          label={t('options.save')}
          reason={t('repair.disabledSave')}
        />
        {(hasDrawer || !isInspectorOpen) && (
          <Button
            aria-expanded={isInspectorOpen}
            aria-label={t('area.openInspector')}
            onPress={() => props.onInspectorOpenChange(!isInspectorOpen)}
          >
            {t('repair.title')}
          </Button>
        )}
      </div>
    </div>
  );
}
