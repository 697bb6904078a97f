/** A point, in photo pixels or device pixels as the name says. Pixel n reaches from n to n + 1. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Width and height, in photo pixels or device pixels as the name says. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Which part of a photo is seen, and how large. "Screen" is the pane it is seen in, in device pixels from its corner. */
export interface Viewport {
  readonly photo: Size;
  readonly screen: Size;
  /** Device pixels a photo pixel; 1 = 100 %. */
  readonly scale: number;
  /** The photo point in the middle of the pane. */
  readonly centre: Point;
  /** True as long as the whole photo is to be seen whatever the size of the pane. */
  readonly isFit: boolean;
}

export const minimumScale = 0.01;
export const maximumScale = 32;
/** What a fitted photo leaves free on each side, in CSS pixels. */
export const fitMarginPx = 24;

const percentSteps = [
  1, 1.5, 2, 3, 4, 5, 6.25, 8, 12.5, 16, 25, 33, 50, 67, 100, 150, 200, 300, 400, 600, 800, 1200,
  1600, 2400, 3200,
];

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** Scale at which the whole photo is seen with `marginPx` device pixels free around it; small photos are not enlarged. */
export function fitScale(photo: Size, screen: Size, marginPx: number): number {
  const width = Math.max(1, screen.width - 2 * marginPx);
  const height = Math.max(1, screen.height - 2 * marginPx);
  return clamp(Math.min(width / photo.width, height / photo.height, 1), minimumScale, maximumScale);
}

/** The whole photo in the middle of the pane. */
export function fitViewport(photo: Size, screen: Size, marginPx: number): Viewport {
  return {
    photo,
    screen,
    scale: fitScale(photo, screen, marginPx),
    centre: { x: photo.width / 2, y: photo.height / 2 },
    isFit: true,
  };
}

/**
 * How far the centre may move on one axis: not at all while the photo fits, then further and further, until an edge of the
 * photo can come to the middle of the pane, so that a large brush reaches the edge.
 */
function clampCentre(centre: number, photo: number, screen: number, scale: number): number {
  const overflow = Math.max(0, photo * scale - screen) / scale;
  const reach = Math.min(photo / 2, overflow);
  return clamp(centre, photo / 2 - reach, photo / 2 + reach);
}

function moved(viewport: Viewport, scale: number, centre: Point): Viewport {
  const { photo, screen } = viewport;
  return {
    ...viewport,
    scale,
    centre: {
      x: clampCentre(centre.x, photo.width, screen.width, scale),
      y: clampCentre(centre.y, photo.height, screen.height, scale),
    },
    isFit: false,
  };
}

/** Where the photo's upper left corner lies on the screen: whole device pixels, so that nothing is drawn blurred. */
export function photoOrigin({ screen, scale, centre }: Viewport): Point {
  return {
    x: Math.round(screen.width / 2 - centre.x * scale),
    y: Math.round(screen.height / 2 - centre.y * scale),
  };
}

export function photoToScreen(viewport: Viewport, point: Point): Point {
  const origin = photoOrigin(viewport);
  return { x: origin.x + point.x * viewport.scale, y: origin.y + point.y * viewport.scale };
}

export function screenToPhoto(viewport: Viewport, point: Point): Point {
  const origin = photoOrigin(viewport);
  return { x: (point.x - origin.x) / viewport.scale, y: (point.y - origin.y) / viewport.scale };
}

/** Another scale (clamped), with the photo point under `screenPoint` staying where it is as far as the clamp allows. */
export function zoomAt(viewport: Viewport, wantedScale: number, screenPoint: Point): Viewport {
  const scale = clamp(wantedScale, minimumScale, maximumScale);
  const fixed = screenToPhoto(viewport, screenPoint);
  return moved(viewport, scale, {
    x: fixed.x - (screenPoint.x - viewport.screen.width / 2) / scale,
    y: fixed.y - (screenPoint.y - viewport.screen.height / 2) / scale,
  });
}

/** Moves the picture by device pixels: positive goes right and down. */
export function panBy(viewport: Viewport, dx: number, dy: number): Viewport {
  const { scale, centre } = viewport;
  return moved(viewport, scale, { x: centre.x - dx / scale, y: centre.y - dy / scale });
}

/** Brings a photo point to the middle of the pane, at an optional other scale. */
export function centreOn(viewport: Viewport, point: Point, scale = viewport.scale): Viewport {
  return moved(viewport, clamp(scale, minimumScale, maximumScale), point);
}

/** The same photo point in the middle of a pane of another size; a fitted photo stays fitted. */
export function resizeViewport(viewport: Viewport, screen: Size, marginPx: number): Viewport {
  if (viewport.isFit) return fitViewport(viewport.photo, screen, marginPx);
  return moved({ ...viewport, screen }, viewport.scale, viewport.centre);
}

/** The next named zoom above or below a scale. */
export function zoomStep(scale: number, direction: 1 | -1): number {
  const percent = scale * 100;
  const found =
    direction > 0
      ? percentSteps.find((step) => step > percent * 1.001)
      : [...percentSteps].reverse().find((step) => step < percent * 0.999);
  return (found ?? (direction > 0 ? maximumScale * 100 : minimumScale * 100)) / 100;
}

/** Factor by which one wheel event zooms: at most 25 % an event, whatever the device reports. */
export function wheelZoomFactor(deltaPx: number, isPinch: boolean): number {
  return clamp(2 ** (-deltaPx / (isPinch ? 100 : 300)), 0.8, 1.25);
}
