import { useState } from 'react';
import type { PixelRegion } from '../../../src-shared/model/pixel-region';
import { useMessages } from '../../i18n';
import { Button } from '../shared/button';
import { DialogWindow } from '../shared/dialog-window';
import { Field } from '../shared/field';
import { NumberField } from '../shared/number-field';

/** Marks a rectangle by numbers: painting without a pointer. */
export interface MarkAreaDialogProps {
  readonly photo: { readonly width: number; readonly height: number };
  /** What the fields start from: around the keyboard cursor or the middle of the view. */
  readonly initial: { readonly x: number; readonly y: number };
  readonly onMark: (region: PixelRegion) => void;
  readonly onClose: () => void;
}

const initialSidePx = 32;

/** The rectangle around a centre, cut at the edges of the photo. */
export function regionAround(
  centre: { readonly x: number; readonly y: number },
  size: { readonly width: number; readonly height: number },
  photo: MarkAreaDialogProps['photo'],
): PixelRegion {
  const left = Math.max(0, Math.round(centre.x - size.width / 2));
  const top = Math.max(0, Math.round(centre.y - size.height / 2));
  const right = Math.min(photo.width, Math.round(centre.x + size.width / 2));
  const bottom = Math.min(photo.height, Math.round(centre.y + size.height / 2));
  return { x: left, y: top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

/** Four numbers. */
export function MarkAreaDialog({ photo, initial, onMark, onClose }: MarkAreaDialogProps) {
  const { t } = useMessages();
  const [area, setArea] = useState({
    x: Math.round(initial.x),
    y: Math.round(initial.y),
    width: Math.min(initialSidePx, photo.width),
    height: Math.min(initialSidePx, photo.height),
  });
  const fields = [
    ['x', 0, photo.width],
    ['y', 0, photo.height],
    ['width', 1, photo.width],
    ['height', 1, photo.height],
  ] as const;
  const mark = () => {
    onMark(regionAround(area, area, photo));
    onClose();
  };
  return (
    <DialogWindow
      title={t('markArea.title')}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" onPress={mark}>
            {t('markArea.mark')}
          </Button>
        </>
      }
    >
      <p>{t('markArea.text')}</p>
      {fields.map(([field, minimum, maximum]) => (
        <Field key={field} label={t(`markArea.${field}`)}>
          <NumberField
            name={t(`markArea.${field}`)}
            range={{ minimum, maximum, step: 1 }}
            value={area[field]}
            unit="px"
            isWide
            isGrouped={false}
            onChange={(value) => setArea({ ...area, [field]: value })}
          />
        </Field>
      ))}
    </DialogWindow>
  );
}
