import { useEffect, useImperativeHandle, useLayoutEffect, useRef, type Ref } from 'react';
import type { PixelRegion } from '../../src-shared/model/pixel-region';
import type { PictureSource } from '../../src-shared/model/picture-source';
import { PhotoViewController } from './photo-view-controller';
import type { PhotoViewProps } from './photo-view-props';
import type { Viewport } from './viewport';

/** What the owner may ask of the view; a call before it is mounted does nothing. */
export interface PhotoViewHandle {
  readonly fit: () => void;
  /** 1 = 100 %; round the middle of the photo area, or the pointer where it is over it. */
  readonly zoomTo: (scale: number) => void;
  readonly zoomStep: (direction: 1 | -1) => void;
  /** Fit, or 100 % where it is fitted. */
  readonly toggleFit: () => void;
  /** Brings a part of the photo into view, without zooming. */
  readonly reveal: (region: PixelRegion) => void;
  /** From now on `source` is what its place shows; tiles touching `region` (undefined: all) are fetched anew. */
  readonly invalidate: (source: PictureSource, region: PixelRegion | undefined) => void;
  /** Escape. @returns true where a gesture was given up */
  readonly cancelGesture: () => boolean;
  readonly focus: () => void;
  /** Opens the context menu where the keyboard is: at its cursor, or at the current mark. */
  readonly openMenu: () => void;
  /** Pen down or up at the keyboard's cursor, which comes up where it was not shown. */
  readonly movePen: () => void;
  /** True while the keyboard's cursor of a paint tool is shown. */
  readonly hasCursor: () => boolean;
}

const fill = { position: 'absolute', inset: 0, width: '100%', height: '100%' } as const;

/** The photo area: one focusable leaf with the picture, its marks, and the tools that work on it. */
export function PhotoView(props: PhotoViewProps & { readonly ref?: Ref<PhotoViewHandle> }) {
  const { ref, ...viewProps } = props;
  const area = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLCanvasElement>(null);
  const cursor = useRef<HTMLCanvasElement>(null);
  const controller = useRef<PhotoViewController>(undefined);
  const latest = useRef<PhotoViewProps>(viewProps);

  useLayoutEffect(() => {
    latest.current = viewProps;
    controller.current?.update(viewProps);
  });
  const lastViewport = useRef<Viewport>(undefined);
  const { photoId } = viewProps.photo;
  useEffect(() => {
    const made = new PhotoViewController(
      { area: area.current!, picture: picture.current!, cursor: cursor.current! },
      latest.current,
      lastViewport.current,
    );
    controller.current = made;
    return () => {
      controller.current = undefined;
      lastViewport.current = made.view.viewport;
      made.dispose();
    };
  }, [photoId]);
  useImperativeHandle(ref, () => makeHandle(controller, area), []);

  return (
    <div
      ref={area}
      className="focus-on-photo"
      role="application"
      tabIndex={0}
      aria-label={viewProps.label}
      aria-describedby={viewProps.describedBy}
      data-testid="photo-view"
      style={{ position: 'relative', width: '100%', height: '100%', overflow: 'hidden' }}
    >
      <canvas ref={picture} aria-hidden="true" style={fill} />
      <canvas ref={cursor} aria-hidden="true" style={{ ...fill, pointerEvents: 'none' }} />
    </div>
  );
}

function makeHandle(
  controller: { readonly current: PhotoViewController | undefined },
  area: { readonly current: HTMLDivElement | null },
): PhotoViewHandle {
  return {
    fit: () => controller.current?.view.fit(),
    zoomTo: (scale) => controller.current?.view.zoomTo(scale),
    zoomStep: (direction) => controller.current?.view.zoomStep(direction),
    toggleFit: () => controller.current?.view.toggleFit(),
    reveal: (region) => controller.current?.view.reveal(region),
    invalidate: (source, region) => controller.current?.invalidate(source, region),
    cancelGesture: () => controller.current?.cancelGesture() ?? false,
    focus: () => area.current?.focus(),
    openMenu: () => controller.current?.commands.openMenu(),
    movePen: () => {
      area.current?.focus();
      controller.current?.commands.movePen();
    },
    hasCursor: () => controller.current?.commands.keyboardPoint() !== undefined,
  };
}
