import type {
  PixelNotice,
  PixelRequest,
  PixelResponse,
} from '../../src-shared/contract/pixel-port';
import type { Sentence } from '../../src-shared/messages';
import type { MaskId, PhotoId } from '../../src-shared/model/ids';
import type { MaskTile, PictureSource, TileAddress } from '../../src-shared/model/picture-source';

/** Why the engine has no pixels, so that it can be said in any language. */
export class PixelFailure extends Error {
  readonly sentence: Sentence;

  constructor(sentence: Sentence) {
    super(sentence.message);
    this.name = 'PixelFailure';
    this.sentence = sentence;
  }
}

/** The part of a MessagePort that is needed. */
export interface PixelPort {
  postMessage(message: PixelRequest): void;
  onmessage: ((event: MessageEvent<PixelResponse | PixelNotice>) => void) | null;
  close(): void;
}

/** sRGB, 4 bytes a pixel, alpha not premultiplied. */
export interface TilePixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
  /** False for a rough picture: a better one can be had once `onExactTiles` says so. */
  readonly isExact: boolean;
}

/** A tile on its way; after `cancel` the promise never settles. */
export interface TileRequest {
  readonly pixels: Promise<TilePixels>;
  readonly cancel: () => void;
}

/** A request before it has its number. */
type Question<Request> = Request extends unknown ? Omit<Request, 'requestId'> : never;
type Answer = Exclude<PixelResponse, { kind: 'failed' }>;

interface Pending {
  readonly request: PixelRequest;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Asks the engine for tiles and masks, straight over its port. An engine that ends takes no answer with it: what is still
 * open is asked again, in its order, of the next one.
 */
export class PixelClient {
  private port: PixelPort | undefined;
  private nextId = 0;
  private readonly pending = new Map<number, Pending>();
  private readonly exactListeners = new Set<(photoId: PhotoId) => void>();

  /** Uses the port of a new engine; requests made before there was one are sent now. */
  setPort(port: PixelPort): void {
    if (this.port) {
      this.port.onmessage = null;
      this.port.close();
    }
    this.port = port;
    port.onmessage = ({ data }) => this.receive(data);
    for (const { request } of this.pending.values()) port.postMessage(request);
  }

  getTile(photoId: PhotoId, source: PictureSource, tile: TileAddress): TileRequest {
    const { requestId, answer } = this.ask({ kind: 'tile', photoId, source, tile }, 'tile');
    return { pixels: answer, cancel: () => this.cancelTile(requestId) };
  }

  /** Calls `listener` when tiles of the photo that came rough can be had exact. @returns ends it */
  onExactTiles(photoId: PhotoId, listener: () => void): () => void {
    const listen = (exactPhotoId: PhotoId) => {
      if (exactPhotoId === photoId) listener();
    };
    this.exactListeners.add(listen);
    return () => this.exactListeners.delete(listen);
  }

  /** Resolves once the engine knows the mask under `maskId`; tiles that are all 0 need not be given. */
  async putMask(photoId: PhotoId, maskId: MaskId, tiles: readonly MaskTile[]): Promise<void> {
    const question = { kind: 'putMask' as const, photoId, maskId, tiles: [...tiles] };
    await this.ask(question, 'maskStored').answer;
  }

  async getMask(photoId: PhotoId, maskId: MaskId): Promise<readonly MaskTile[]> {
    return (await this.ask({ kind: 'getMask', photoId, maskId }, 'mask').answer).tiles;
  }

  private cancelTile(requestId: number): void {
    if (!this.pending.delete(requestId)) return;
    this.port?.postMessage({ kind: 'cancelTile', requestId });
  }

  private ask<Kind extends Answer['kind']>(
    question: Question<PixelRequest>,
    kind: Kind,
  ): { readonly requestId: number; readonly answer: Promise<Extract<Answer, { kind: Kind }>> } {
    const requestId = this.nextId++;
    const request: PixelRequest = { ...question, requestId };
    const answer = new Promise<Extract<Answer, { kind: Kind }>>((resolve, reject) => {
      this.pending.set(requestId, {
        request,
        resolve: (given) => {
          if (given.kind === kind) resolve(given as Extract<Answer, { kind: Kind }>);
          else reject(new Error(`The engine answered ${given.kind} where ${kind} was asked for.`));
        },
        reject,
      });
    });
    this.port?.postMessage(request);
    return { requestId, answer };
  }

  private receive(response: PixelResponse | PixelNotice): void {
    if (response.kind === 'exactTiles') {
      for (const listener of this.exactListeners) listener(response.photoId);
      return;
    }
    const pending = this.pending.get(response.requestId);
    // Answers to cancelled requests may come all the same.
    if (!pending) return;
    this.pending.delete(response.requestId);
    if (response.kind === 'failed') pending.reject(new PixelFailure(response));
    else pending.resolve(response);
  }
}
