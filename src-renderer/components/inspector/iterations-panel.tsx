import './iterations-panel.css';
import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { labelKeyOf } from '../../../src-shared/commands';
import { useMessages } from '../../i18n';
import { Button } from '../shared/button';
import type { CommandPort } from '../shared/command-port';
import { IconButton } from '../shared/icon-button';
import { FoldingPanel } from '../shared/panel';
import { Slider } from '../shared/slider';
import type { ResidualPoint } from './chart-scale';
import { ResidualChart, ResidualTable } from './residual-chart';

/** The states of the last run. */
export interface IterationsPanelProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  /** Kept states are 0..newest; undefined before the first run. */
  readonly newest: number | undefined;
  /** The state that is shown. */
  readonly index: number;
  readonly onScrub: (index: number) => void;
  /** Of each kept iteration, oldest first. */
  readonly points: readonly ResidualPoint[];
  readonly port: CommandPort;
}

const arrows = [
  ['goToFirstIteration', ChevronFirst],
  ['goToPreviousIteration', ChevronLeft],
  ['goToNextIteration', ChevronRight],
  ['goToNewestIteration', ChevronLast],
] as const;

type RunProps = IterationsPanelProps & { readonly newest: number };

function Scrubber({ newest, index, onScrub, points, port }: RunProps) {
  const { t, formats } = useMessages();
  const range = useMemo(() => ({ minimum: 0, maximum: Math.max(1, newest), step: 1 }), [newest]);
  const residual = points.find(({ iteration }) => iteration === index)?.dataResidual;
  const value = { index, newest };
  return (
    <>
      <div className="iterations-controls">
        {arrows.map(([command, icon]) => (
          <IconButton
            key={command}
            icon={icon}
            name={t(labelKeyOf(command))}
            command={command}
            isDisabled={!port.isEnabled(command)}
            onPress={() => port.run(command)}
          />
        ))}
        <span className="push tabular">{t('iterations.shown', value)}</span>
      </div>
      <Slider
        name={t('iterations.scrubber')}
        range={range}
        value={index}
        valueText={
          residual === undefined
            ? t('iterations.value', value)
            : t('iterations.valueWithResidual', {
                ...value,
                residual: formats.significant(residual),
              })
        }
        onChange={onScrub}
      />
    </>
  );
}

function Run(props: RunProps) {
  const { newest, index, onScrub, points, port } = props;
  const { t } = useMessages();
  const [isTable, setIsTable] = useState(false);
  return (
    <>
      <div>
        <Scrubber {...props} />
        {!isTable && points.length > 1 && (
          <ResidualChart points={points} newest={newest} index={index} onScrub={onScrub} />
        )}
      </div>
      {isTable && <ResidualTable points={points} />}
      {points.length > 1 && (
        <Button
          className="iterations-switch"
          kind="quiet"
          size="small"
          onPress={() => setIsTable(!isTable)}
        >
          {t(isTable ? 'iterations.showChart' : 'iterations.showTable')}
        </Button>
      )}
      {index < newest && (
        <div className="stack">
          <Button
            isDisabled={!port.isEnabled('goOnFromHere')}
            onPress={() => port.run('goOnFromHere')}
          >
            {t('iterations.goOn')}
          </Button>
          <p className="secondary">{t('iterations.goOnText')}</p>
        </div>
      )}
    </>
  );
}

/** Every state that a repair went through; looking back gives none of them up. */
export function IterationsPanel(props: IterationsPanelProps) {
  const { isOpen, onOpenChange, newest } = props;
  const { t } = useMessages();
  return (
    <FoldingPanel title={t('iterations.title')} isOpen={isOpen} onOpenChange={onOpenChange}>
      {newest === undefined ? (
        <p className="secondary">{t('iterations.none')}</p>
      ) : (
        <Run {...props} newest={newest} />
      )}
    </FoldingPanel>
  );
}
