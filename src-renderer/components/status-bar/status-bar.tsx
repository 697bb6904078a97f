import './status-bar.css';
import type { NetworkReport } from '../../../src-shared/contract/studio-contract';
import type { PhotoDescription } from '../../../src-shared/model/photo-description';
import { useMessages } from '../../i18n';
import type { FrameWidth } from '../frame';
import { Button } from '../shared/button';
import { CutName } from '../shared/cut-name';
import type { CommandPort } from '../shared/command-port';
import { DeviceItem, type DeviceItemProps } from './device-item';
import { DepthItem, SizeItem } from './photo-items';
import { StatusItem } from './status-item';

/** The bar below everything; each entry opens its small panel. */
export interface StatusBarProps {
  readonly width: FrameWidth;
  readonly port: CommandPort;
  readonly photo: PhotoDescription | undefined;
  readonly zoomPercent: number;
  readonly onZoom: (percent: number) => void;
  /** When the draft was last kept; undefined: there was nothing to keep yet. */
  readonly keptAtMs: number | undefined;
  readonly device: DeviceItemProps;
  /** After a repair: share of the pixels that are not the original's, and samples outside that differ. */
  readonly reconstructed:
    { readonly fraction: number; readonly changedOutside: number } | undefined;
  readonly network: NetworkReport;
  /** "Saved name_restored.tif, 48 MB." and the way to it, until the next change. */
  readonly saved: { readonly name: string; readonly byteLength: number } | undefined;
}

/** The ending of the file's name and its size. */
const savedEndLength = 20;
const zoomSteps = [50, 100, 200, 400];

function ZoomItem({ zoomPercent, onZoom, port }: StatusBarProps) {
  const { t, formats } = useMessages();
  return (
    <StatusItem
      isFixed
      name={t('status.zoom')}
      text={formats.percent(Math.round(zoomPercent) / 100)}
    >
      {(close) => (
        <>
          <h3>{t('status.zoomTo')}</h3>
          <div className="row">
            <Button
              onPress={() => {
                port.run('fitPhoto');
                close();
              }}
            >
              {t('command.fitPhoto')}
            </Button>
            {zoomSteps.map((percent) => (
              <Button
                key={percent}
                onPress={() => {
                  onZoom(percent);
                  close();
                }}
              >
                {formats.percent(percent / 100)}
              </Button>
            ))}
          </div>
        </>
      )}
    </StatusItem>
  );
}

function DraftItem({ keptAtMs, isShort }: { keptAtMs: number | undefined; isShort: boolean }) {
  const { t, formats } = useMessages();
  const time = keptAtMs === undefined ? undefined : formats.time(new Date(keptAtMs));
  const kept = (key: 'status.kept' | 'status.draftKept') =>
    time === undefined ? t('status.noDraft') : t(key, { time });
  return (
    <StatusItem
      name={kept('status.draftKept')}
      text={kept(isShort ? 'status.kept' : 'status.draftKept')}
    >
      <h3>{kept('status.draftKept')}</h3>
      <p>{t('status.draftText')}</p>
    </StatusItem>
  );
}

function ReconstructedItem({
  fraction,
  changedOutside,
  sha256,
  isShort,
}: NonNullable<StatusBarProps['reconstructed']> & { sha256: string; isShort: boolean }) {
  const { t, formats } = useMessages();
  const percent = formats.percent(fraction);
  return (
    <StatusItem
      name={t('status.reconstructedShort', { percent })}
      text={t(isShort ? 'status.reconstructedShort' : 'status.reconstructed', { percent })}
    >
      <h3>{t('status.reconstructed', { percent })}</h3>
      <p>{t('status.reconstructedText', { changed: changedOutside })}</p>
      <p>{t('status.checksum')}</p>
      <p className="status-checksum">{sha256}</p>
    </StatusItem>
  );
}

const Divider = () => <span className="status-divider" aria-hidden="true" />;

function PhotoItems(props: StatusBarProps & { photo: PhotoDescription; isShort: boolean }) {
  const { photo, isShort, width, reconstructed } = props;
  return (
    <>
      <ZoomItem {...props} />
      {width !== 'narrow' && (
        <>
          <Divider />
          <SizeItem photo={photo} isShort={isShort} />
          <Divider />
          <DepthItem photo={photo} />
        </>
      )}
      <Divider />
      <DraftItem keptAtMs={props.keptAtMs} isShort={isShort} />
      {reconstructed && (
        <>
          <Divider />
          <ReconstructedItem {...reconstructed} sha256={photo.sha256} isShort={isShort} />
        </>
      )}
      <Divider />
    </>
  );
}

/** Left to right: how it is seen, what it is, what is kept; at the right what was saved. */
export function StatusBar(props: StatusBarProps) {
  const { width, port, photo, network, saved } = props;
  const { t, formats } = useMessages();
  return (
    <div className="status-bar">
      {photo && (
        <PhotoItems {...props} photo={photo} isShort={width !== 'wide' || saved !== undefined} />
      )}
      <DeviceItem {...props.device} />
      <Divider />
      <button
        type="button"
        className="status-item status-item-fixed focus-inside"
        onClick={() => port.run('showPrivacy')}
      >
        {t('status.network', { count: network.connections })}
      </button>
      {saved && (
        <div className="row push status-saved" role="status">
          <CutName
            name={t('status.saved', { name: saved.name, size: formats.bytes(saved.byteLength) })}
            endLength={savedEndLength}
          />
          <Button kind="quiet" size="small" onPress={() => port.run('showInFolder')}>
            {t('status.showInFolder')}
          </Button>
        </div>
      )}
    </div>
  );
}
