import { useId, type MouseEvent } from 'react';
import { useMessages } from '../../i18n';
import { makeChartScale, toPolyline, type ResidualPoint } from './chart-scale';

/** How both residuals went down. */
export interface ResidualChartProps {
  readonly points: readonly ResidualPoint[];
  /** The iteration at the right edge. */
  readonly newest: number;
  /** The iteration that is shown. */
  readonly index: number;
  readonly onScrub: (index: number) => void;
}

const widthPx = 240;
const heightPx = 96;

function useEndValues(points: readonly ResidualPoint[]) {
  const { formats } = useMessages();
  const [first, last] = [points[0], points[points.length - 1]];
  const write = (residual: number | undefined) =>
    residual === undefined ? '–' : formats.significant(residual);
  return {
    dataFirst: write(first?.dataResidual),
    dataLast: write(last?.dataResidual),
    priorFirst: write(first?.priorResidual),
    priorLast: write(last?.priorResidual),
  };
}

function LegendLine({ isPrior }: { readonly isPrior: boolean }) {
  return (
    <svg viewBox="0 0 24 2" aria-hidden="true">
      <line
        className={isPrior ? 'iterations-line iterations-line-prior' : 'iterations-line'}
        x1="0"
        x2="24"
        y1="1"
        y2="1"
      />
    </svg>
  );
}

/** Two lines over the same axis as the scrubber above; a click goes to its iteration. */
export function ResidualChart({ points, newest, index, onScrub }: ResidualChartProps) {
  const { t } = useMessages();
  const id = useId();
  const ends = useEndValues(points);
  const scale = makeChartScale(points, newest, widthPx, heightPx);
  const click = (event: MouseEvent<SVGSVGElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const iteration = Math.round(((event.clientX - left) / width) * newest);
    onScrub(Math.min(newest, Math.max(0, iteration)));
  };
  return (
    <>
      <div className="iterations-chart">
        <svg
          viewBox={`0 0 ${widthPx} ${heightPx}`}
          preserveAspectRatio="none"
          role="img"
          aria-labelledby={id}
          onClick={click}
        >
          <title id={id}>{t('iterations.chart', ends)}</title>
          <line
            className="iterations-cursor"
            x1={scale.x(index)}
            x2={scale.x(index)}
            y1={0}
            y2={heightPx}
          />
          <polyline
            className="iterations-line iterations-line-prior"
            points={toPolyline(points, 'priorResidual', scale)}
          />
          <polyline
            className="iterations-line"
            points={toPolyline(points, 'dataResidual', scale)}
          />
        </svg>
      </div>
      <div className="iterations-legend" aria-hidden="true">
        <LegendLine isPrior={false} />
        <span>{t('iterations.dataResidual')}</span>
        <span>{`${ends.dataFirst} → ${ends.dataLast}`}</span>
        <LegendLine isPrior />
        <span>{t('iterations.priorResidual')}</span>
        <span>{`${ends.priorFirst} → ${ends.priorLast}`}</span>
      </div>
    </>
  );
}

/** The same numbers as a table, for those who cannot see a chart. */
export function ResidualTable({ points }: Pick<ResidualChartProps, 'points'>) {
  const { t, formats } = useMessages();
  return (
    <div className="iterations-table" tabIndex={0} role="group" aria-label={t('iterations.table')}>
      <table>
        <caption className="visually-hidden">{t('iterations.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('iterations.iteration')}</th>
            <th scope="col">{t('iterations.dataResidual')}</th>
            <th scope="col">{t('iterations.priorResidual')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ iteration, dataResidual, priorResidual }) => (
            <tr key={iteration}>
              <td>{iteration}</td>
              <td>{formats.significant(dataResidual)}</td>
              <td>{formats.significant(priorResidual)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
