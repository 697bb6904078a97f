import { setImmediate as nextMacrotask } from 'node:timers/promises';
import {
  pixelRequestSchema,
  type PixelNotice,
  type PixelRequest,
  type PixelResponse,
} from '../../src-shared/contract';
import { sentenceOf, type Sentence } from '../../src-shared/messages';
import type { PhotoId } from '../../src-shared/model/ids';
import type { PortLike } from '../engine-host/port';
import type { RenderedTile } from '../imaging/display/picture';
import { renderTile } from '../imaging/display/render-tile';
import type { RunController } from '../session/runs/run-controller';
import { drawEvidenceTile } from './evidence-tile';
import { explainError } from './explain-error';
import { findPicture } from './find-picture';
import type { LoadedPhoto, PhotoLibrary } from './photo-library';
import type { SearchLibrary } from './search-library';

type TileRequest = Extract<PixelRequest, { kind: 'tile' }>;

/** A tile that somebody waits for. */
interface WantedTile {
  readonly port: PortLike;
  readonly request: TileRequest;
}

/** How long tiles may keep the prior waiting between two of its calls. */
const longestPauseMs = 120;

/**
 * Serves pixels over any number of ports: masks at once, tiles one after the other, those asked for last first, since a
 * person looks there now. Everything is checked; a message that is no request is answered where it can be.
 */
export class PixelServer {
  private readonly photos: Pick<PhotoLibrary, 'get'>;
  private readonly runs: Pick<RunController, 'pictureOf' | 'whenRestored'>;
  private readonly searches: Pick<SearchLibrary, 'look'>;
  private wanted: WantedTile[] = [];
  private isDrawing = false;
  /** The photos of which a window was given rough tiles, and which it will be told of. */
  private readonly givenRough = new Map<PortLike, Set<LoadedPhoto>>();

  constructor(
    photos: Pick<PhotoLibrary, 'get'>,
    runs: Pick<RunController, 'pictureOf' | 'whenRestored'>,
    searches: Pick<SearchLibrary, 'look'>,
  ) {
    this.photos = photos;
    this.runs = runs;
    this.searches = searches;
  }

  /** Serves the window at the other end until it closes. */
  connect(port: PortLike): void {
    this.givenRough.set(port, new Set());
    port.onMessage((message) => this.take(port, message));
    port.onClose(() => {
      this.givenRough.delete(port);
      this.wanted = this.wanted.filter((tile) => tile.port !== port);
    });
  }

  /** Lets messages in, then waits until no tile is wanted, though not for long. */
  async drain(clock: () => number): Promise<void> {
    const endMs = clock() + longestPauseMs;
    await nextMacrotask();
    do {
      await nextMacrotask();
    } while ((this.isDrawing || this.wanted.length > 0) && clock() < endMs);
  }

  private take(port: PortLike, message: unknown): void {
    const parsed = pixelRequestSchema.safeParse(message);
    if (!parsed.success) {
      refuse(port, message);
      return;
    }
    const request = parsed.data;
    switch (request.kind) {
      case 'tile':
        this.wanted.push({ port, request });
        void this.draw();
        break;
      case 'cancelTile':
        this.wanted = this.wanted.filter(
          (tile) => tile.port !== port || tile.request.requestId !== request.requestId,
        );
        break;
      case 'putMask':
      case 'getMask':
        answer(port, request.requestId, () => this.exchangeMask(request));
        break;
    }
  }

  private exchangeMask(
    request: Extract<PixelRequest, { kind: 'putMask' | 'getMask' }>,
  ): PixelResponse {
    const { requestId, photoId, maskId } = request;
    const { masks, description } = this.photos.get(photoId);
    if (request.kind === 'getMask') {
      return { kind: 'mask', requestId, tiles: masks.get(maskId).tiles };
    }
    const { width, height } = description;
    masks.put(maskId, { width, height, tiles: request.tiles });
    return { kind: 'maskStored', requestId };
  }

  private async draw(): Promise<void> {
    if (this.isDrawing) return;
    this.isDrawing = true;
    for (let tile = this.wanted.pop(); tile; tile = this.wanted.pop()) {
      const { port, request } = tile;
      try {
        port.post(await this.drawTile(port, request));
      } catch (error) {
        port.post(failed(request.requestId, explainError(error)));
      }
      // The next one is not drawn before what has come meanwhile is heard.
      await nextMacrotask();
    }
    this.isDrawing = false;
  }

  private async drawTile(
    port: PortLike,
    { requestId, photoId, source, tile }: TileRequest,
  ): Promise<PixelResponse> {
    const photo = this.photos.get(photoId);
    const { width, height, rgba, isExact, whenExact } = await this.render(photo, source, tile);
    if (!isExact) this.tellWhenExact(port, photoId, photo, whenExact);
    return { kind: 'tile', requestId, width, height, rgba, isExact };
  }

  private async render(
    photo: LoadedPhoto,
    source: TileRequest['source'],
    tile: TileRequest['tile'],
  ): Promise<RenderedTile & { readonly whenExact: Promise<void> }> {
    if (source.kind === 'evidence') return drawEvidenceTile(photo, source, tile, this.searches);
    const { display } = photo;
    const whenRestored =
      source.kind === 'iteration' ? this.runs.whenRestored(source.runId) : undefined;
    const picture = await findPicture(photo, source, this.runs);
    const drawn = await renderTile(display, picture, tile, true);
    // What a run of another engine had made is read only when its prior is there: until then this is what it began with.
    if (whenRestored) return { ...drawn, isExact: false, whenExact: whenRestored };
    return { ...drawn, whenExact: drawn.isExact ? Promise.resolve() : display.pyramid.whenExact() };
  }

  private tellWhenExact(
    port: PortLike,
    photoId: PhotoId,
    photo: LoadedPhoto,
    whenExact: Promise<void>,
  ): void {
    const given = this.givenRough.get(port);
    if (!given || given.has(photo)) return;
    given.add(photo);
    void whenExact.then(() => {
      const notice: PixelNotice = { kind: 'exactTiles', photoId };
      if (this.givenRough.get(port)?.delete(photo)) port.post(notice);
    });
  }
}

function answer(port: PortLike, requestId: number, make: () => PixelResponse): void {
  try {
    port.post(make());
  } catch (error) {
    port.post(failed(requestId, explainError(error)));
  }
}

function refuse(port: PortLike, message: unknown): void {
  if (typeof message !== 'object' || message === null || !('requestId' in message)) return;
  const { requestId } = message;
  if (typeof requestId !== 'number') return;
  port.post(failed(requestId, sentenceOf('failure.call')));
}

function failed(requestId: number, { message, text }: Sentence): PixelResponse {
  return { kind: 'failed', requestId, message, ...(text && { text }) };
}
