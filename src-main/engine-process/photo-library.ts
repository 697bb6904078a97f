import { sentenceOf } from '../../src-shared/messages';
import type { PhotoDescription } from '../../src-shared/model/photo-description';
import type { PhotoId } from '../../src-shared/model/ids';
import type { PhotoSamples } from '../../src-shared/model/photo';
import { detectPhotoFamily } from '../engine/repair/photo-family';
import { brokenFileNote, openPhoto, type OpenedPhoto } from '../imaging/decode';
import { createPhotoDisplay, type PhotoDisplay } from '../imaging/display/render-tile';
import { colourTriples, createPhotoSource } from '../session/photo-source';
import { RefusedError } from '../session/refused-error';
import { createRunStore } from './draft-files';
import { hashPicture } from './hash-picture';
import { LayerLibrary } from './layer-library';
import { MaskLibrary } from './mask-library';

/** What is asked of the engine for a photo. */
export interface OpenRequest {
  readonly photoId: PhotoId;
  readonly path: string;
  readonly draftFolder: string;
  readonly acceptBroken: boolean;
  /** Of the file that was open before, where it is opened again. */
  readonly sha256?: string;
}

/** A photo with everything that belongs to it. */
export interface LoadedPhoto {
  readonly description: PhotoDescription;
  readonly opened: OpenedPhoto;
  /** SHA-256 of what it shows; made when it is asked for first. */
  readonly hashPicture: () => Promise<string>;
  readonly display: PhotoDisplay;
  readonly layers: LayerLibrary;
  readonly masks: MaskLibrary;
  readonly runStore: ReturnType<typeof createRunStore>;
  /** Ends what is still being done for it in the background. */
  readonly closing: AbortController;
}

/** The photos that are open in this process. */
export class PhotoLibrary {
  private readonly photos = new Map<PhotoId, LoadedPhoto>();
  private readonly opening = new Set<PhotoId>();
  /** Why what was open before could not be opened again, for whoever still asks for it. */
  private readonly lost = new Map<PhotoId, unknown>();
  private readonly reportFailure: (error: unknown) => void;
  private readonly reportDraftFailure: (error: unknown) => void;

  /**
   * @param reportFailure told of what failed without anybody waiting for it
   * @param reportDraftFailure told of what could not be written into a draft
   */
  constructor(
    reportFailure: (error: unknown) => void,
    reportDraftFailure: (error: unknown) => void,
  ) {
    this.reportFailure = reportFailure;
    this.reportDraftFailure = reportDraftFailure;
  }

  /** @throws RefusedError for an id in use or a file that is no more what it was, PhotoError where it cannot be opened */
  async open(request: OpenRequest): Promise<PhotoDescription> {
    const { photoId } = request;
    if (this.photos.has(photoId) || this.opening.has(photoId)) {
      throw new RefusedError('failure.photoOpen');
    }
    this.opening.add(photoId);
    try {
      const photo = await this.load(request);
      this.photos.set(photoId, photo);
      void photo.display.pyramid.build(photo.closing.signal).catch(this.reportFailure);
      return photo.description;
    } catch (error) {
      if (request.sha256 !== undefined) this.lost.set(photoId, error);
      throw error;
    } finally {
      this.opening.delete(photoId);
    }
  }

  close(photoId: PhotoId): void {
    this.photos.get(photoId)?.closing.abort();
    this.photos.delete(photoId);
    this.lost.delete(photoId);
  }

  /** @throws RefusedError where it is not open, or why it could not be opened again */
  get(photoId: PhotoId): LoadedPhoto {
    const photo = this.photos.get(photoId);
    if (photo) return photo;
    if (this.lost.has(photoId)) throw this.lost.get(photoId);
    throw new RefusedError('failure.photoClosed');
  }

  /** @throws RefusedError also where it was opened broken, for viewing only */
  getRepairable(photoId: PhotoId): LoadedPhoto {
    const photo = this.get(photoId);
    if (photo.description.brokenNotice === undefined) return photo;
    throw new RefusedError('error.truncated');
  }

  private async load(request: OpenRequest): Promise<LoadedPhoto> {
    const { photoId, draftFolder } = request;
    const opened = await openPhoto(request.path, { acceptDamaged: request.acceptBroken });
    const { samples, source } = opened;
    // Repairs of one content would be put over another.
    if (request.sha256 !== undefined && source.sha256 !== request.sha256) {
      throw new RefusedError('failure.photoReplaced');
    }
    const hash = once(() => hashPicture(opened));
    return {
      description: describe(photoId, opened),
      opened,
      hashPicture: hash,
      display: await createPhotoDisplay(samples, source.header.metadata.icc),
      layers: new LayerLibrary(opened, hash, draftFolder, this.reportDraftFailure),
      masks: new MaskLibrary(),
      runStore: createRunStore(draftFolder),
      closing: new AbortController(),
    };
  }
}

/** What is made at the first time and given each time. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}

function describe(photoId: PhotoId, { samples, source }: OpenedPhoto): PhotoDescription {
  const isBroken = source.inspection.notes.includes(brokenFileNote);
  return {
    photoId,
    name: source.name,
    width: samples.width,
    height: samples.height,
    sha256: source.sha256,
    inspection: source.inspection,
    colourFamily: familyOf(samples),
    brokenNotice: isBroken ? sentenceOf('error.truncated').message : undefined,
  };
}

function familyOf(photo: PhotoSamples): PhotoDescription['colourFamily'] {
  const { width, height } = photo;
  const nothing = { width, height, data: new Uint8Array(width * height) };
  return detectPhotoFamily(createPhotoSource(photo, nothing, colourTriples(photo)[0]!)).kind;
}
