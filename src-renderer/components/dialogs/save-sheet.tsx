import './save-sheet.css';
import { TriangleAlert } from 'lucide-react';
import { useMessages } from '../../i18n';
import { Button } from '../shared/button';
import { Checkbox } from '../shared/checkbox';
import { DialogWindow } from '../shared/dialog-window';
import { Field } from '../shared/field';
import { NumberField } from '../shared/number-field';
import { Select } from '../shared/select';
import { Slider } from '../shared/slider';
import type { PhotoFormat, PhotoInspection } from '../../../src-shared/model/photo-inspection';
import {
  canBecomeSrgb,
  canBeReduced,
  effectiveChoices,
  type SampleChoices,
} from '../../../src-shared/model/save-choices';

/** The sheet "Save a copy". */
export interface SaveSheetProps {
  readonly name: string;
  readonly folderName: string;
  /** Where it is another picture than the repaired photo as it stands. */
  readonly pictureName:
    { readonly kind: 'iteration' | 'variant'; readonly number: number } | undefined;
  readonly format: PhotoFormat;
  readonly original: PhotoInspection;
  readonly choices: SampleChoices;
  /** 1..100; undefined: like the original. */
  readonly quality: number | undefined;
  /** Undefined while it is worked out. */
  readonly estimate: { readonly byteLength: number; readonly encoding: string } | undefined;
  readonly writesProvenance: boolean;
  readonly isSaving: boolean;
  /** Why nothing was saved, in a sentence. */
  readonly failure: string | undefined;
  readonly onFormatChange: (format: PhotoFormat) => void;
  readonly onQualityChange: (quality: number | undefined) => void;
  readonly onChoicesChange: (choices: SampleChoices) => void;
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
const eightBitFormats: readonly PhotoFormat[] = ['jpeg', 'webp'];
const qualityRange = { minimum: 1, maximum: 100, step: 1 };
/** Where the slider starts when it leaves "like the original". */
const usualQuality = 92;

function Quality(props: SaveSheetProps) {
  const { format, original, quality, onQualityChange } = props;
  const { t, formats: words } = useMessages();
  const canBeLikeOriginal = format === original.format;
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

/** A choice only where there is one: more bits than the original's would hold nothing. */
function Depth({ format, original, choices, onChoicesChange }: SaveSheetProps) {
  const { t } = useMessages();
  const bits = (count: number) => t('save.depthBits', { bits: count });
  const isFixed = eightBitFormats.includes(format) || !canBeReduced(original);
  return (
    <Field label={t('save.depth')}>
      {isFixed ? (
        bits(8)
      ) : (
        <Select
          name={t('save.depth')}
          value={choices.bitDepth === undefined ? 'keep' : 'reduce'}
          options={[
            { value: 'keep', label: t('save.likeOriginal', { format: bits(original.bitDepth) }) },
            { value: 'reduce', label: bits(8) },
          ]}
          onChange={(value) => {
            const { bitDepth: _bitDepth, ...others } = choices;
            onChoicesChange(value === 'keep' ? others : { ...others, bitDepth: 8 });
          }}
        />
      )}
    </Field>
  );
}

function Profile({ original, choices, onChoicesChange }: SaveSheetProps) {
  const { t } = useMessages();
  const isCmyk = original.colourModel === 'cmyk';
  const name = original.iccProfileName ?? (isCmyk ? 'CMYK' : t('status.noProfile'));
  return (
    <Field label={t('save.profile')}>
      {canBecomeSrgb(original) ? (
        <Select
          name={t('save.profile')}
          value={choices.profile ?? 'keep'}
          options={[
            { value: 'keep', label: t('save.likeOriginal', { format: name }) },
            { value: 'srgb', label: 'sRGB' },
          ]}
          onChange={(value) => {
            const { profile: _profile, ...others } = choices;
            onChoicesChange(value === 'keep' ? others : { ...others, profile: value });
          }}
        />
      ) : (
        name
      )}
    </Field>
  );
}

/** What the copy has otherwise than the original outside the repair, said before it is saved. */
function Differences({ format, original, quality, choices }: SaveSheetProps) {
  const { t } = useMessages();
  const { bitDepth, profile } = effectiveChoices(original, choices);
  const isReduced =
    bitDepth !== undefined || (eightBitFormats.includes(format) && canBeReduced(original));
  const isLikeOriginal = format === original.format && quality === undefined;
  const takesBlocksOver = format === 'jpeg' && isLikeOriginal && profile === undefined;
  const isLossy =
    lossy.includes(format) && !takesBlocksOver && !isLosslessCopy(original, format, quality);
  const changes = [
    ...(isReduced ? [t('save.changes.depth')] : []),
    ...(profile === undefined ? [] : [t('save.changes.profile')]),
    ...(isLossy ? [t('save.changes.lossy', { format: formatNames[format] })] : []),
  ];
  if (changes.length === 0) {
    return <p>{t(takesBlocksOver ? 'save.sameBlocks' : 'save.sameSamples')}</p>;
  }
  return (
    <div className="save-changes">
      <TriangleAlert className="icon-small" aria-hidden="true" />
      <p>{changes.join(' ')}</p>
    </div>
  );
}

/** WebP is written lossless unless the original is lossy or a quality is chosen. */
function isLosslessCopy(
  original: PhotoInspection,
  format: PhotoFormat,
  quality: number | undefined,
): boolean {
  if (format !== 'webp' || quality !== undefined) return false;
  return original.format !== 'webp' || !original.isLossy;
}

function Facts(props: SaveSheetProps) {
  const { format, original, estimate, onFormatChange } = props;
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
              value === original.format
                ? t('save.likeOriginal', { format: formatNames[value] })
                : formatNames[value],
          }))}
          onChange={onFormatChange}
        />
      </Field>
      <Depth {...props} />
      <Profile {...props} />
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
  const { name, folderName, pictureName, isSaving, onChooseTarget, onSave, onClose } = props;
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
      {pictureName && (
        <Field label={t('save.picture')}>
          {t(`save.pictures.${pictureName.kind}`, { number: pictureName.number })}
        </Field>
      )}
      <Facts {...props} />
      <Differences {...props} />
      <Checkbox
        label={t('save.provenance')}
        isChecked={props.writesProvenance}
        onChange={props.onWritesProvenanceChange}
      />
      <p>
        {t('save.keeps')} {t('save.untouched')}
      </p>
      {props.failure !== undefined && (
        <div className="save-failure" role="alert">
          <TriangleAlert className="icon" aria-hidden="true" />
          <p>{props.failure}</p>
        </div>
      )}
    </DialogWindow>
  );
}
