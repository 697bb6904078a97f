import { useEffect, useState } from 'react';
import type { Mark } from '../../src-shared/model/mark';
import { originalLayerId } from '../../src-shared/model/ids';
import type { AppContext } from '../actions/context';

const sidePx = 48;
/** Pictures that come within so much time appear at once. */
const togetherMs = 400;
/** Context round a mark, as a share of its size; a speck alone says nothing. */
const contextFraction = 0.5;
const leastContextPx = 12;

/** Small pictures of marks, made one after the other and only of those that were asked for. */
export class MarkThumbnails {
  private readonly studio: AppContext;
  private readonly urls = new Map<string, string>();
  private readonly asked = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private queue: Promise<void> = Promise.resolve();
  private photoId: string | undefined;
  private isTelling = false;

  constructor(studio: AppContext) {
    this.studio = studio;
  }

  /** URL of a mark's picture; undefined until there is one. */
  urlOf(mark: Mark): string | undefined {
    const photoId = this.studio.workspace?.document.photo.photoId;
    if (photoId !== this.photoId) this.forget(photoId);
    const key = `${photoId} ${mark.id}`;
    if (!this.asked.has(key)) {
      this.asked.add(key);
      this.queue = this.queue.then(() => this.load(key, mark));
    }
    return this.urls.get(key);
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Lets the pictures of another photo go. */
  private forget(photoId: string | undefined): void {
    for (const url of this.urls.values()) URL.revokeObjectURL(url);
    this.urls.clear();
    this.asked.clear();
    this.photoId = photoId;
  }

  private async load(key: string, mark: Mark): Promise<void> {
    const document = this.studio.workspace?.document;
    if (!document) return;
    const { photo } = document;
    const answer = await this.studio.api.makeThumbnail({
      photoId: photo.photoId,
      layerId: originalLayerId,
      sidePx,
      region: regionAround(mark, photo),
    });
    if (!answer.ok || photo.photoId !== this.photoId) return;
    const picture = new Blob([answer.value as Uint8Array<ArrayBuffer>], { type: 'image/png' });
    this.urls.set(key, URL.createObjectURL(picture));
    this.tellSoon();
  }

  /** The whole list is rendered anew each time, so several pictures are told together. */
  private tellSoon(): void {
    if (this.isTelling) return;
    this.isTelling = true;
    setTimeout(() => {
      this.isTelling = false;
      for (const listener of this.listeners) listener();
    }, togetherMs);
  }
}

/** Renders again when another thumbnail is there. */
export function useMarkThumbnails(thumbnails: MarkThumbnails): (mark: Mark) => string | undefined {
  const [, setCount] = useState(0);
  useEffect(() => thumbnails.onChange(() => setCount((count) => count + 1)), [thumbnails]);
  return (mark) => thumbnails.urlOf(mark);
}

/** A square round the mark, inside the photo. */
function regionAround(
  { bounds }: Mark,
  photo: { readonly width: number; readonly height: number },
) {
  const longer = Math.max(bounds.width, bounds.height);
  const wanted = longer + 2 * Math.max(leastContextPx, longer * contextFraction);
  const side = Math.round(Math.min(wanted, photo.width, photo.height));
  const place = (start: number, length: number, limit: number) =>
    Math.round(Math.min(Math.max(0, start + length / 2 - side / 2), limit - side));
  return {
    x: place(bounds.x, bounds.width, photo.width),
    y: place(bounds.y, bounds.height, photo.height),
    width: side,
    height: side,
  };
}
