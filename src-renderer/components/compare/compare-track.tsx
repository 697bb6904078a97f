import './compare-track.css';
import { useMessages } from '../../i18n';
import { Button } from '../shared/button';
import { Slider } from '../shared/slider';

/** The divider's twin below the picture. */
export interface CompareTrackProps {
  /** Place of the divider, [0, 1]: the share of the picture that shows the original. */
  readonly dividerFraction: number;
  readonly onChange: (dividerFraction: number) => void;
}

const percentRange = { minimum: 0, maximum: 100, step: 1 };

/** One click sets what a drag of the handle sets, and three buttons its three usual places. */
export function CompareTrack({ dividerFraction, onChange }: CompareTrackProps) {
  const { t, formats } = useMessages();
  const percent = Math.round(dividerFraction * 100);
  const places = [
    [t('compare.original'), 1],
    [t('compare.half'), 0.5],
    [t('compare.repaired'), 0],
  ] as const;
  return (
    <div className="compare-track" role="group" aria-label={t('options.compare')}>
      <div className="row">
        {places.map(([label, place]) => (
          <Button
            key={place}
            kind="quiet"
            aria-pressed={percent === place * 100}
            onPress={() => onChange(place)}
          >
            {label}
          </Button>
        ))}
      </div>
      <Slider
        name={t('compare.track')}
        range={percentRange}
        value={percent}
        valueText={t('compare.value', { percent: formats.percent(percent / 100) })}
        onChange={(value) => onChange(value / 100)}
      />
    </div>
  );
}
