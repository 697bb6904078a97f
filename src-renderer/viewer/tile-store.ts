import type { PixelRegion } from '../../src-shared/model/pixel-region';
import type { PictureSource, TileAddress } from '../../src-shared/model/picture-source';
import type { TilePixels, TileRequest } from '../bridge/pixel-client';
import { isSamePicture, slotKey } from './picture-key';
import { coarsestLevel, regionsOverlap, tileRegion } from './tile-grid';
import type { Size } from './viewport';

/** A tile that can be drawn. */
export interface TileImage {
  readonly image: CanvasImageSource;
  readonly width: number;
  readonly height: number;
  readonly close: () => void;
}

/** What the store asks of the world; tests give their own. */
export interface TileStoreHost {
  readonly loadTile: (source: PictureSource, tile: TileAddress) => TileRequest;
  readonly makeImage: (pixels: TilePixels) => Promise<TileImage>;
  readonly nowMs: () => number;
  readonly callLater: (callback: () => void, delayMs: number) => void;
  /** Something new can be drawn in this part of the photo. */
  readonly onTile: (region: PixelRegion) => void;
  readonly onFailure: (error: Error) => void;
}

interface Entry {
  readonly address: TileAddress;
  readonly slot: Slot;
  image: TileImage | undefined;
  isStale: boolean;
  /** True for an image that stands in until the engine has a better one. */
  isRough: boolean;
  request: TileRequest | undefined;
  usedInFrame: number;
  /** A tile that could not be had is not asked for again until something changes. */
  hasFailed: boolean;
}

interface Slot {
  source: PictureSource;
  readonly entries: Map<number, Entry>;
  refreshedAtMs: number;
  usedInFrame: number;
}

const defaultBudgetBytes = 256 * 1024 * 1024;
const maximumInFlight = 6;
const refreshIntervalMs = 200;

/** Overlays are laid over a photograph and stand in for none. */
const isPhotograph = ({ kind }: PictureSource) => kind !== 'invented' && kind !== 'disagreement';
const addressKey = ({ level, column, row }: TileAddress) => (level * 4097 + row) * 4097 + column;
const imageBytes = (image: TileImage | undefined) => (image ? image.width * image.height * 4 : 0);

/**
 * Keeps the tiles of one photo's pictures, within a budget, and asks for those that are seen. Between `beginFrame` and
 * `endFrame` the renderer takes what it draws; what it took is what is wanted.
 */
export class TileStore {
  private readonly slots = new Map<string, Slot>();
  private readonly photo: Size;
  private readonly host: TileStoreHost;
  private readonly budgetBytes: number;
  private frame = 0;
  private wanted: Entry[] = [];
  private byteLength = 0;
  private inFlight = 0;
  private isWaiting = false;
  private isClosed = false;
  /** The picture that was seen last and had a tile for everywhere. */
  private lastWhole: Slot | undefined;
  /** How often the engine has said that it has better tiles than those that it gave rough. */
  private refinements = 0;

  constructor(photo: Size, host: TileStoreHost, budgetBytes = defaultBudgetBytes) {
    this.photo = photo;
    this.host = host;
    this.budgetBytes = budgetBytes;
  }

  beginFrame(): void {
    this.frame += 1;
    this.wanted = [];
  }

  /** The tile as far as it is known, and asks for it where it is missing or out of date. First come, first asked for. */
  want(source: PictureSource, address: TileAddress): TileImage | undefined {
    const slot = this.slotFor(source);
    slot.usedInFrame = this.frame;
    const entry = this.entryFor(slot, address);
    if (entry.usedInFrame !== this.frame) this.wanted.push(entry);
    entry.usedInFrame = this.frame;
    if (entry.image && isPhotograph(source) && address.level === coarsestLevel(this.photo)) {
      this.lastWhole = slot;
    }
    return entry.image;
  }

  /**
   * The picture that was seen before, while `source` has nothing yet that covers the photo: one picture gives way to the next
   * without a blank moment, however busy the engine is.
   */
  standInFor(source: PictureSource): PictureSource | undefined {
    const coarsest = { level: coarsestLevel(this.photo), column: 0, row: 0 };
    return this.peek(source, coarsest) ? undefined : this.lastWhole?.source;
  }

  /** The tile if it is there; does not ask for it. */
  peek(source: PictureSource, address: TileAddress): TileImage | undefined {
    return this.slots.get(slotKey(source))?.entries.get(addressKey(address))?.image;
  }

  /** Gives up what is no longer seen, and asks for what is. */
  endFrame(): void {
    for (const slot of this.slots.values()) {
      for (const entry of slot.entries.values()) {
        if (entry.request && entry.usedInFrame !== this.frame) this.cancel(entry);
      }
    }
    this.pump();
  }

  /**
   * Says that from now on `source` is what its slot shows, and that tiles touching `region` (undefined: all) are out of
   * date. They stay on the screen until their successors come.
   */
  invalidate(source: PictureSource, region: PixelRegion | undefined): void {
    const slot = this.slots.get(slotKey(source));
    if (!slot) return;
    slot.source = source;
    for (const entry of slot.entries.values()) {
      if (region && !regionsOverlap(tileRegion(this.photo, entry.address), region)) continue;
      entry.isStale = true;
      entry.hasFailed = false;
    }
    this.pump();
  }

  /** Says that tiles which came rough can be had better now. They stay on the screen until their successors come. */
  refine(): void {
    this.refinements += 1;
    for (const slot of this.slots.values()) {
      for (const entry of slot.entries.values()) entry.isStale ||= entry.isRough;
    }
    this.pump();
  }

  /** Forgets every tile and drops what is on its way. */
  close(): void {
    this.isClosed = true;
    for (const slot of this.slots.values()) {
      for (const entry of slot.entries.values()) {
        this.cancel(entry);
        entry.image?.close();
      }
    }
    this.slots.clear();
  }

  private slotFor(source: PictureSource): Slot {
    const key = slotKey(source);
    const known = this.slots.get(key);
    if (!known) {
      const slot = {
        source,
        entries: new Map<number, Entry>(),
        refreshedAtMs: -Infinity,
        usedInFrame: 0,
      };
      this.slots.set(key, slot);
      return slot;
    }
    if (!isSamePicture(known.source, source)) {
      known.source = source;
      for (const entry of known.entries.values()) {
        entry.isStale = true;
        entry.hasFailed = false;
      }
    }
    return known;
  }

  private entryFor(slot: Slot, address: TileAddress): Entry {
    const key = addressKey(address);
    let entry = slot.entries.get(key);
    if (!entry) {
      entry = {
        address,
        slot,
        image: undefined,
        isStale: true,
        isRough: false,
        request: undefined,
        usedInFrame: 0,
        hasFailed: false,
      };
      slot.entries.set(key, entry);
    }
    return entry;
  }

  private cancel(entry: Entry): void {
    if (!entry.request) return;
    entry.request.cancel();
    entry.request = undefined;
    entry.isStale = true;
    this.inFlight -= 1;
  }

  private pump(): void {
    if (this.isClosed) return;
    const now = this.host.nowMs();
    const refreshed = new Set<Slot>();
    for (const entry of this.wanted) {
      if (this.inFlight >= maximumInFlight) break;
      if (entry.request || !entry.isStale || entry.hasFailed) continue;
      const { slot } = entry;
      if (entry.image && !entry.isRough && !refreshed.has(slot)) {
        const waitMs = slot.refreshedAtMs + refreshIntervalMs - now;
        if (waitMs > 0) {
          this.pumpLater(waitMs);
          continue;
        }
      }
      if (entry.image) refreshed.add(slot);
      void this.load(entry);
    }
    // The interval counts from a refresh's last tile: all its tiles may need several rounds.
    for (const slot of refreshed) {
      if (!this.hasWaitingTiles(slot)) slot.refreshedAtMs = now;
    }
  }

  private hasWaitingTiles(slot: Slot): boolean {
    return this.wanted.some(
      (entry) => entry.slot === slot && entry.isStale && !entry.request && !entry.hasFailed,
    );
  }

  private pumpLater(delayMs: number): void {
    if (this.isWaiting) return;
    this.isWaiting = true;
    this.host.callLater(() => {
      this.isWaiting = false;
      this.pump();
    }, delayMs);
  }

  private async load(entry: Entry): Promise<void> {
    const request = this.host.loadTile(entry.slot.source, entry.address);
    entry.request = request;
    // Set before the answer: a change that comes meanwhile makes the tile stale again.
    entry.isStale = false;
    this.inFlight += 1;
    const { refinements } = this;
    try {
      const pixels = await request.pixels;
      const image = await this.host.makeImage(pixels);
      if (entry.request === request && !this.isClosed) {
        entry.isRough = !pixels.isExact;
        // What came rough may have been overtaken by the news.
        if (entry.isRough && refinements !== this.refinements) entry.isStale = true;
        this.take(entry, image);
      } else image.close();
    } catch (error) {
      if (entry.request === request) entry.hasFailed = true;
      this.host.onFailure(error instanceof Error ? error : new Error(String(error)));
    }
    if (entry.request !== request) return;
    entry.request = undefined;
    this.inFlight -= 1;
    this.pump();
  }

  private take(entry: Entry, image: TileImage): void {
    this.byteLength += imageBytes(image) - imageBytes(entry.image);
    entry.image?.close();
    entry.image = image;
    this.evict();
    this.host.onTile(tileRegion(this.photo, entry.address));
  }

  /** Drops what was not seen for longest; never what is seen, nor its coarsest tile, which stands in for all others. */
  private evict(): void {
    if (this.byteLength <= this.budgetBytes) return;
    const coarsest = coarsestLevel(this.photo);
    const candidates = [...this.slots.values()]
      .flatMap(({ entries }) => [...entries.values()])
      .filter(
        ({ image, address, usedInFrame, slot }) =>
          image &&
          usedInFrame < this.frame &&
          (address.level < coarsest || (slot.usedInFrame < this.frame && slot !== this.lastWhole)),
      )
      .sort((a, b) => a.usedInFrame - b.usedInFrame);
    for (const entry of candidates) {
      if (this.byteLength <= this.budgetBytes) return;
      this.byteLength -= imageBytes(entry.image);
      entry.image?.close();
      this.cancel(entry);
      entry.slot.entries.delete(addressKey(entry.address));
    }
  }
}
