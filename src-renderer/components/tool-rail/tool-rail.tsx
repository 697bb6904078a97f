import './tool-rail.css';
import {
  Brush,
  Eraser,
  Hand,
  Lasso,
  MousePointer2,
  ScanEye,
  Spline,
  SquareDashed,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import { labelKeyOf, type CommandId } from '../../../src-shared/commands';
import { useMessages } from '../../i18n';
import { WithTooltip } from '../shared/with-tooltip';

/** The six tools of the rail. */
export type ToolName = 'select' | 'brush' | 'eraser' | 'lasso' | 'trace' | 'hand';

/** The rail at the left of the photo. */
export interface ToolRailProps {
  readonly tool: ToolName;
  readonly onToolChange: (tool: ToolName) => void;
  readonly isOverlayShown: boolean;
  readonly onOverlayToggle: () => void;
  readonly isEvidenceShown: boolean;
  readonly onEvidenceToggle: () => void;
}

interface ToolChoice {
  readonly tool: ToolName;
  readonly icon: LucideIcon;
  readonly command: CommandId;
}

const tools: readonly ToolChoice[] = [
  { tool: 'select', icon: MousePointer2, command: 'useSelect' },
  { tool: 'brush', icon: Brush, command: 'useBrush' },
  { tool: 'eraser', icon: Eraser, command: 'useEraser' },
  { tool: 'lasso', icon: Lasso, command: 'useLasso' },
  { tool: 'trace', icon: Spline, command: 'useTrace' },
  { tool: 'hand', icon: Hand, command: 'useHand' },
];

/** Name and key of a command, for a tooltip. */
function CommandTip({ command }: { readonly command: CommandId }) {
  const { t, keyOf } = useMessages();
  const key = keyOf(command);
  return (
    <>
      {t(labelKeyOf(command))}
      {key !== undefined && <kbd>{key}</kbd>}
    </>
  );
}

/** Where the arrows go within a group of radio buttons. */
function neighbour(key: string, index: number): number | undefined {
  const last = tools.length - 1;
  if (key === 'ArrowDown' || key === 'ArrowRight') return index === last ? 0 : index + 1;
  if (key === 'ArrowUp' || key === 'ArrowLeft') return index === 0 ? last : index - 1;
  if (key === 'Home') return 0;
  return key === 'End' ? last : undefined;
}

function Tools({ tool, onToolChange }: Pick<ToolRailProps, 'tool' | 'onToolChange'>) {
  const { t } = useMessages();
  const group = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent, index: number) => {
    const next = neighbour(event.key, index);
    if (next === undefined) return;
    event.preventDefault();
    onToolChange(tools[next]!.tool);
    group.current!.querySelectorAll('button')[next]!.focus();
  };
  return (
    <div className="rail-tools" role="radiogroup" aria-label={t('area.tools')} ref={group}>
      {tools.map(({ tool: name, icon: Icon, command }, index) => (
        <WithTooltip key={name} placement="right" content={<CommandTip command={command} />}>
          <button
            type="button"
            role="radio"
            className="rail-button focus-inside"
            aria-label={t(labelKeyOf(command))}
            aria-checked={name === tool}
            tabIndex={name === tool ? 0 : -1}
            onClick={() => onToolChange(name)}
            onKeyDown={(event) => move(event, index)}
          >
            <Icon className="icon" aria-hidden="true" />
          </button>
        </WithTooltip>
      ))}
    </div>
  );
}

interface ViewToggleProps {
  readonly icon: LucideIcon;
  readonly command: CommandId;
  readonly isOn: boolean;
  readonly onToggle: () => void;
}

function ViewToggle({ icon: Icon, command, isOn, onToggle }: ViewToggleProps) {
  const { t } = useMessages();
  return (
    <WithTooltip placement="right" content={<CommandTip command={command} />}>
      <button
        type="button"
        className="rail-button focus-inside"
        aria-label={t(labelKeyOf(command))}
        aria-pressed={isOn}
        onClick={onToggle}
      >
        <Icon className="icon" aria-hidden="true" />
      </button>
    </WithTooltip>
  );
}

/** Six tools of which one is on, and two ways to see more. */
export function ToolRail(props: ToolRailProps) {
  const { t } = useMessages();
  return (
    <div className="rail">
      <Tools tool={props.tool} onToolChange={props.onToolChange} />
      <div className="rail-view" role="group" aria-label={t('area.view')}>
        <ViewToggle
          icon={SquareDashed}
          command="toggleOverlay"
          isOn={props.isOverlayShown}
          onToggle={props.onOverlayToggle}
        />
        <ViewToggle
          icon={ScanEye}
          command="toggleEvidence"
          isOn={props.isEvidenceShown}
          onToggle={props.onEvidenceToggle}
        />
      </div>
    </div>
  );
}
