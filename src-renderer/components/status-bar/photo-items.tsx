import { say, toMillimetres } from '../../../src-shared/messages';
import type { PhotoDescription } from '../../../src-shared/model/photo-description';
import { useMessages } from '../../i18n';
import { StatusItem } from './status-item';

const familyKeys = {
  grey: 'status.colourGrey',
  tint: 'status.colourTint',
  colour: 'status.colourColour',
} as const;

/** Size in pixels; its panel says how large that is in print, and how colour is handled. */
export function SizeItem({
  photo,
  isShort,
}: {
  readonly photo: PhotoDescription;
  readonly isShort: boolean;
}) {
  const { t, formats } = useMessages();
  const { width, height, inspection } = photo;
  const { density } = inspection;
  // Pixel counts are written without grouping, as cameras and scanners write them.
  const pixels = t('status.pixels', { width: String(width), height: String(height) });
  const printed = density && {
    resolution: t('status.resolution', { dpi: formats.number(density.x) }),
    size: t('unit.times', {
      width: formats.number(toMillimetres(width, density.x)),
      height: formats.mm(toMillimetres(height, density.y)),
    }),
  };
  return (
    <StatusItem
      name={t('status.size')}
      text={printed && !isShort ? `${pixels}, ${printed.resolution}, ${printed.size}` : pixels}
    >
      <h3>{pixels}</h3>
      <p>
        {printed
          ? `${printed.resolution}. ${t('status.printed', { size: printed.size })}`
          : t('status.noResolution')}
      </p>
      <p>{t(familyKeys[photo.colourFamily])}</p>
    </StatusItem>
  );
}

/** Depth and profile; its panel says what the preview shows and what the file keeps. */
export function DepthItem({ photo }: { readonly photo: PhotoDescription }) {
  const { t, language } = useMessages();
  const { bitDepth, iccProfileName, notes } = photo.inspection;
  const facts = { bits: bitDepth, profile: iccProfileName ?? t('status.noProfile') };
  const text = t('status.depth', facts);
  return (
    <StatusItem name={text} text={text}>
      <h3>{text}</h3>
      <p>{t('status.depthText', facts)}</p>
      {notes.length > 0 && (
        <ul className="status-reasons stack">
          {notes.map((note) => (
            <li key={note.message}>{say(note, language, t)}</li>
          ))}
        </ul>
      )}
    </StatusItem>
  );
}
