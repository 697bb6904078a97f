import type { EngineStatus } from '../../../src-shared/contract/engine-contract';
import type { Preferences } from '../../../src-shared/model/preferences';
import { useMessages } from '../../i18n';
import { Button } from '../shared/button';
import { Select } from '../shared/select';
import { StatusItem } from './status-item';

export type DeviceName = Preferences['device'];

/** What repairs run on. */
export interface DeviceItemProps {
  readonly engine: EngineStatus;
  /** What the next repair, or the rest of the running one, takes; undefined where it is not known. */
  readonly durationMs: number | undefined;
  readonly chosen: DeviceName;
  /** Those that this system can have. */
  readonly choices: readonly DeviceName[];
  readonly onChoose: (device: DeviceName) => void;
  readonly onChoosePrior: (prior: string) => void;
}

/** Device and time; its panel gives the reasons for a fallback and the choice. */
export function DeviceItem(props: DeviceItemProps) {
  const { engine, durationMs, chosen, choices, onChoose, onChoosePrior } = props;
  const { t, formats } = useMessages();
  const device = engine.device ?? t('status.deviceStarting');
  const working =
    durationMs === undefined
      ? device
      : t('status.deviceTime', { device, time: formats.duration(durationMs) });
  return (
    <StatusItem
      isFixed
      name={t('status.device')}
      text={engine.state === 'failed' ? t('status.deviceFailed') : working}
    >
      <h3>{t('status.device')}</h3>
      <p>{engine.failure ?? t('status.deviceText', { device })}</p>
      {engine.fallbackReasons.length > 0 && (
        <>
          <p>{t('status.deviceWhy')}</p>
          <ul className="status-reasons stack">
            {engine.fallbackReasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
          <Button onPress={() => onChoose(chosen)}>{t('status.tryAgain')}</Button>
        </>
      )}
      <Select
        name={t('status.chooseDevice')}
        value={chosen}
        options={choices.map((value) => ({ value, label: t(`device.${value}`) }))}
        onChange={onChoose}
      />
      {engine.priors.length > 1 && engine.priorId !== undefined && (
        <>
          <h3>{t('status.choosePrior')}</h3>
          <Select
            name={t('status.choosePrior')}
            value={engine.priorId}
            options={engine.priors.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={onChoosePrior}
          />
        </>
      )}
    </StatusItem>
  );
}
