import './save-sheet.css';
import { useMessages } from '../../i18n';
import { Button } from '../shared/button';
import { Checkbox } from '../shared/checkbox';
import { DialogWindow } from '../shared/dialog-window';
import { Field } from '../shared/field';
import { NumberField } from '../shared/number-field';
import { Select } from '../shared/select';
import { Slider } from '../shared/slider';
import type { PhotoFormat } from '../../../src-shared/model/photo-inspection';

/** The sheet "Save a copy". */
export interface SaveSheetProps {
  readonly name: string;
  readonly folderName: string;
  readonly format: PhotoFormat;
  readonly originalFormat: PhotoFormat;
  /** Bits a sample of the written file. */
  readonly bitDepth: number;
  /** Undefined: the file has none. */
  readonly profileName: string | undefined;
  /** 1..100; undefined: like the original. */
  readonly quality: number | undefined;
  /** Undefined while it is worked out. */
  readonly estimate: { readonly byteLength: number; readonly encoding: string } | undefined;
  readonly writesProvenance: boolean;
  readonly isSaving: boolean;
  readonly onFormatChange: (format: PhotoFormat) => void;
  readonly onQualityChange: (quality: number | undefined) => void;
  readonly onWritesProvenanceChange: (writes: boolean) => void;
  /** Asks the system for another place or name. */
  readonly onChooseTarget: () => void;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

const formatNames = {
  tiff: 'TIFF',
  png: 'PNG',
  jpeg: 'JPEG',
  webp: 'WebP',
  avif: 'AVIF',
} as const satisfies Record<PhotoFormat, string>;
const formats = Object.keys(formatNames) as readonly PhotoFormat[];
const lossy: readonly PhotoFormat[] = ['jpeg', 'webp', 'avif'];
const qualityRange = { minimum: 1, maximum: 100, step: 1 };
/** Where the slider starts when it leaves "like the original". */
const usualQuality = 92;

function Quality(props: SaveSheetProps) {
  const { format, originalFormat, quality, onQualityChange } = props;
  const { t, formats: words } = useMessages();
  const canBeLikeOriginal = format === originalFormat;
  const value = quality ?? usualQuality;
  return (
    <>
      {canBeLikeOriginal && (
        <Field label={t('save.quality')}>
          <Checkbox
            label={t('save.qualityLikeOriginal')}
            isChecked={quality === undefined}
            onChange={(isLike) => onQualityChange(isLike ? undefined : usualQuality)}
          />
        </Field>
      )}
      {(!canBeLikeOriginal || quality !== undefined) && (
        <Field label={canBeLikeOriginal ? '' : t('save.quality')}>
          <Slider
            className="save-quality"
            name={t('save.quality')}
            range={qualityRange}
            value={value}
            valueText={words.number(value)}
            onChange={onQualityChange}
          />
          <NumberField
            name={t('save.quality')}
            range={qualityRange}
            value={value}
            onChange={onQualityChange}
          />
        </Field>
      )}
    </>
  );
}

function Facts(props: SaveSheetProps) {
  const { format, originalFormat, estimate, bitDepth, profileName, onFormatChange } = props;
  const { t, formats: words } = useMessages();
  return (
    <>
      <Field label={t('save.format')}>
        <Select
          name={t('save.format')}
          value={format}
          options={formats.map((value) => ({
            value,
            label:
              value === originalFormat
                ? t('save.likeOriginal', { format: formatNames[value] })
                : formatNames[value],
          }))}
          onChange={onFormatChange}
        />
      </Field>
      <Field label={t('save.depth')}>{t('save.depthBits', { bits: bitDepth })}</Field>
      <Field label={t('save.profile')}>{profileName ?? t('status.noProfile')}</Field>
      {lossy.includes(format) && <Quality {...props} />}
      <Field label={t('save.size')} text={estimate?.encoding}>
        <span className="tabular">
          {estimate ? words.bytes(estimate.byteLength) : t('save.sizeEstimating')}
        </span>
      </Field>
    </>
  );
}

/** Defaults are those of the original; nothing here can harm it. */
export function SaveSheet(props: SaveSheetProps) {
  const { name, folderName, isSaving, onChooseTarget, onSave, onClose } = props;
  const { t } = useMessages();
  return (
    <DialogWindow
      title={t('save.title')}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('save.cancel')}</Button>
          <Button kind="primary" isDisabled={isSaving} onPress={onSave} autoFocus>
            {t(isSaving ? 'save.saving' : 'save.save')}
          </Button>
        </>
      }
    >
      <Field label={t('save.name')}>
        <span className="selectable">{name}</span>
      </Field>
      <Field label={t('save.folder')}>
        <span>{folderName}</span>
        <Button className="push" onPress={onChooseTarget}>
          {t('save.chooseFolder')}
        </Button>
      </Field>
      <Facts {...props} />
      <Checkbox
        label={t('save.provenance')}
        isChecked={props.writesProvenance}
        onChange={props.onWritesProvenanceChange}
      />
      <p>
        {t('save.keeps')} {t('save.untouched')}
      </p>
    </DialogWindow>
  );
}
