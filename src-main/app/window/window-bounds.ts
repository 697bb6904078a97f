import { z } from 'zod';

const side = z.number().int();

/** Where the window was when it was closed. */
export const windowPlaceSchema = z.strictObject({
  x: side.optional(),
  y: side.optional(),
  width: side.min(1),
  height: side.min(1),
  isMaximized: z.boolean(),
});
export type WindowPlace = Readonly<z.infer<typeof windowPlaceSchema>>;

export const minimumSize = { width: 900, height: 600 } as const;
export const firstPlace: WindowPlace = { width: 1280, height: 800, isMaximized: false };

/** A rectangle of the desktop, in its own pixels. */
export interface DesktopArea {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How much of the title bar must be on a screen, so that the window can be got hold of. */
const gripPx = { width: 100, height: 30 } as const;

/** Where a new window goes: without x and y the system centres it. */
export interface WindowBounds {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The remembered place where it is still on a screen; elsewhere its size alone, which the system then centres. The window
 * is never larger than the screen it is on.
 */
export function placeOnDesktop(
  place: WindowPlace,
  workAreas: readonly DesktopArea[],
): WindowBounds {
  const { x, y } = place;
  const home =
    x === undefined || y === undefined
      ? undefined
      : workAreas.find((area) => showsTitleBar(area, x, y, place.width));
  const area = home ?? workAreas[0];
  const width = clamp(place.width, minimumSize.width, area?.width);
  const height = clamp(place.height, minimumSize.height, area?.height);
  return home ? { x: x!, y: y!, width, height } : { width, height };
}

function showsTitleBar(area: DesktopArea, x: number, y: number, width: number): boolean {
  const visibleWidth = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  const isInReach = y >= area.y && y + gripPx.height <= area.y + area.height;
  return isInReach && visibleWidth >= gripPx.width;
}

function clamp(value: number, minimum: number, maximum = Infinity): number {
  return Math.max(minimum, Math.min(value, maximum));
}
