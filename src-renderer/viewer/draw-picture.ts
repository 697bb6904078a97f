import {
  tileSidePx,
  type PictureSource,
  type TileAddress,
} from '../../src-shared/model/picture-source';
import {
  ancestorTile,
  coarsestLevel,
  levelForScale,
  regionOnScreen,
  tileRegion,
  visibleTiles,
  type ScreenRect,
} from './tile-grid';
import type { TileImage, TileStore } from './tile-store';
import type { Viewport } from './viewport';

type Context = CanvasRenderingContext2D;

/** From this scale on a photo pixel is drawn as a square. */
const nearestFromScale = 2;

/**
 * Draws what is known of a picture in a part of a pane. Where a tile has not come yet, a coarser one stands in, and finer
 * ones that are there are put on it: there is never a hole once the coarsest has come.
 * @param visible what is drawn, in device pixels of the pane; the context's origin is the pane's corner
 */
export function drawPicture(
  context: Context,
  store: TileStore,
  viewport: Viewport,
  source: PictureSource,
  visible: ScreenRect,
): void {
  const { photo, scale } = viewport;
  context.imageSmoothingEnabled = scale < nearestFromScale;
  context.imageSmoothingQuality = 'low';
  const coarsest = coarsestLevel(photo);
  for (const address of visibleTiles(viewport, levelForScale(scale, photo), visible)) {
    const image = store.peek(source, address);
    if (image) drawTile(context, viewport, image, address);
    else drawStandIn(context, store, viewport, source, address, coarsest);
  }
}

/** Asks for what a pane shows, whether or not it is drawn anew. */
export function wantPicture(
  store: TileStore,
  viewport: Viewport,
  source: PictureSource,
  visible: ScreenRect,
): void {
  const { photo, scale } = viewport;
  // First of all, so that there is something to show wherever one pans.
  store.want(source, { level: coarsestLevel(photo), column: 0, row: 0 });
  for (const address of visibleTiles(viewport, levelForScale(scale, photo), visible)) {
    store.want(source, address);
  }
}

function drawTile(
  context: Context,
  viewport: Viewport,
  { image, width, height }: TileImage,
  address: TileAddress,
): void {
  const rect = regionOnScreen(viewport, tileRegion(viewport.photo, address));
  const across = rect.right - rect.left;
  const down = rect.bottom - rect.top;
  context.drawImage(image, 0, 0, width, height, rect.left, rect.top, across, down);
}

function drawStandIn(
  context: Context,
  store: TileStore,
  viewport: Viewport,
  source: PictureSource,
  address: TileAddress,
  coarsest: number,
): void {
  for (let steps = 1; address.level + steps <= coarsest; steps += 1) {
    const image = store.peek(source, ancestorTile(address, steps));
    if (!image) continue;
    drawPartOfTile(context, viewport, image, address, steps);
    break;
  }
  if (address.level === 0) return;
  for (const [dx, dy] of [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ] as const) {
    const finer = {
      level: address.level - 1,
      column: address.column * 2 + dx,
      row: address.row * 2 + dy,
    };
    const image = store.peek(source, finer);
    if (image) drawTile(context, viewport, image, finer);
  }
}

function drawPartOfTile(
  context: Context,
  viewport: Viewport,
  { image, width, height }: TileImage,
  address: TileAddress,
  steps: number,
): void {
  const region = tileRegion(viewport.photo, address);
  const rect = regionOnScreen(viewport, region);
  const side = tileSidePx >> steps;
  const pixels = 2 ** (address.level + steps);
  const left = (address.column * side) % tileSidePx;
  const top = (address.row * side) % tileSidePx;
  context.drawImage(
    image,
    left,
    top,
    Math.min(width - left, region.width / pixels),
    Math.min(height - top, region.height / pixels),
    rect.left,
    rect.top,
    rect.right - rect.left,
    rect.bottom - rect.top,
  );
}
