import './frame.css';
import { X } from 'lucide-react';
import { useEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import { useMessages } from '../../i18n';
import { IconButton } from '../shared/icon-button';
import { tooltipPlace } from '../shared/tooltip-place';
import { useRootFontSize } from '../shared/use-root-font-size';
import { useFrameWidth, type FrameWidth } from './frame-width';
import { Splitter } from './splitter';

/** The window's areas; Tab goes through them in this order. */
export interface AppFrameProps {
  /** For the hidden heading: the file name, or the program's. */
  readonly title: string;
  readonly options: (width: FrameWidth) => ReactNode;
  /** Undefined where no tool can be used. */
  readonly rail?: ReactNode;
  /** Above the picture: an error. */
  readonly aboveNotice?: ReactNode;
  readonly picture: ReactNode;
  /** Compare track, variants, hint line. */
  readonly belowPicture?: ReactNode;
  /** Undefined where there is nothing to set. */
  readonly inspector?: ReactNode;
  readonly status: (width: FrameWidth) => ReactNode;
  readonly inspectorWidthPx: number;
  readonly onInspectorWidthChange: (widthPx: number) => void;
  /** In a wide window: folded or not. In a narrow one: whether the drawer is open. */
  readonly isInspectorOpen: boolean;
  readonly onInspectorOpenChange: (isOpen: boolean) => void;
  readonly isPhotoOnly?: boolean;
}

/** The lowest area holds what is drawn over all. */
function holdTooltips(element: HTMLElement | null): void {
  element?.append(tooltipPlace());
}

/** Focuses the drawer when it opens; the button that opened it gets the focus back. */
function useDrawerFocus(isDrawer: boolean, isOpen: boolean) {
  const drawer = useRef<HTMLElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (wasOpen.current === isOpen) return undefined;
    wasOpen.current = isOpen;
    if (!isDrawer || !isOpen) return undefined;
    const opener = document.activeElement as HTMLElement | null;
    drawer.current?.querySelector<HTMLElement>('button, input')?.focus();
    return () => opener?.focus();
  }, [isDrawer, isOpen]);
  return drawer;
}

type InspectorProps = Pick<
  AppFrameProps,
  'inspector' | 'inspectorWidthPx' | 'onInspectorWidthChange' | 'onInspectorOpenChange'
> & { readonly isDrawer: boolean; readonly isOpen: boolean };

function Inspector(props: InspectorProps) {
  const { isDrawer, isOpen, inspectorWidthPx, onInspectorOpenChange } = props;
  const { t } = useMessages();
  const drawer = useDrawerFocus(isDrawer, isOpen);
  if (!isOpen) return null;
  return (
    <aside
      ref={drawer}
      className="frame-inspector"
      aria-label={t('area.inspector')}
      onKeyDown={(event) => {
        if (isDrawer && event.key === 'Escape') onInspectorOpenChange(false);
      }}
    >
      <Splitter
        widthPx={inspectorWidthPx}
        onWidthChange={props.onInspectorWidthChange}
        onFold={() => onInspectorOpenChange(false)}
      />
      {isDrawer && (
        <div className="frame-drawer-head">
          <IconButton
            icon={X}
            name={t('area.closeInspector')}
            onPress={() => onInspectorOpenChange(false)}
          />
        </div>
      )}
      <div className="frame-inspector-body">{props.inspector}</div>
    </aside>
  );
}

/** Lays the window out, with a landmark for each area. */
export function AppFrame(props: AppFrameProps) {
  const { t } = useMessages();
  const frame = useRef<HTMLDivElement>(null);
  const width = useFrameWidth(frame, useRootFontSize());
  return (
    <div
      ref={frame}
      className="frame"
      data-width={width}
      data-photo-only={props.isPhotoOnly ? true : undefined}
      style={{ '--inspector-width': props.inspectorWidthPx } as CSSProperties}
    >
      <header className="frame-options" aria-label={t('area.options')}>
        <h1 className="visually-hidden">{props.title}</h1>
        {props.options(width)}
      </header>
      {props.rail !== undefined && (
        <nav className="frame-rail" aria-label={t('area.tools')}>
          {props.rail}
        </nav>
      )}
      <main className="frame-photo" aria-label={t('area.photo')}>
        {props.aboveNotice}
        <div className="frame-picture">{props.picture}</div>
        {props.belowPicture}
      </main>
      <Inspector
        {...props}
        isDrawer={width === 'drawer' || width === 'narrow'}
        isOpen={props.isInspectorOpen && props.inspector !== undefined}
      />
      <footer className="frame-status" aria-label={t('area.status')}>
        {props.status(width)}
        <div ref={holdTooltips} />
      </footer>
    </div>
  );
}
