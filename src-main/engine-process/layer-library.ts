import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { originalLayerId, type LayerId } from '../../src-shared/model/ids';
import { repairSettingsSchema } from '../../src-shared/model/settings';
import type { OpenedPhoto } from '../imaging/decode';
import { decodeLayer, encodeLayer } from '../session/layers/layer-bytes';
import { originalLayer } from '../session/layers/picture-layer';
import { repairLegSchema } from '../session/provenance';
import { RefusedError } from '../session/refused-error';
import type { LayerRecord } from '../session/runs/run-services';
import { namesInFolder } from '../files/names-in-folder';
import { readDraftFile, writeDraftFile } from './draft-files';

const fraction = z.number().min(0).max(1);

/** What lies beside a layer: the photo that it belongs to and how it was made. */
const layerNoteSchema = z.strictObject({
  formatVersion: z.literal(1),
  /** Of the whole file. */
  photoSha256: z.string(),
  /** Of what the file shows; notes that were written before there was one have none. */
  pictureSha256: z.string().exactOptional(),
  repairs: z.array(
    z.strictObject({
      priorId: z.string(),
      priorSha256: z.string(),
      settings: repairSettingsSchema,
      damageMaskSha256: z.string(),
      repairedFraction: fraction,
      legs: z.array(repairLegSchema).exactOptional(),
    }),
  ),
});

type LayerNote = z.infer<typeof layerNoteSchema>;

/** The layers of a photo, in memory and in its draft: layers/<id>.layer, and <id>.json with how it was made. */
export class LayerLibrary {
  private readonly photo: OpenedPhoto;
  private readonly hashPicture: () => Promise<string>;
  private readonly folder: string;
  private readonly reportFailure: (error: unknown) => void;
  private readonly records = new Map<LayerId, LayerRecord>();
  /** Those that the disk does not have yet. */
  private readonly waiting = new Map<LayerId, LayerRecord>();

  /**
   * @param hashPicture gives the hash of what the photo shows, which takes a while the first time
   * @param reportFailure told of a layer that could not be written; it is still there in memory, and tried again
   */
  constructor(
    photo: OpenedPhoto,
    hashPicture: () => Promise<string>,
    draftFolder: string,
    reportFailure: (error: unknown) => void,
  ) {
    this.photo = photo;
    this.hashPicture = hashPicture;
    this.folder = path.join(draftFolder, 'layers');
    this.reportFailure = reportFailure;
    this.records.set(originalLayerId, { layer: originalLayer(photo.samples), repairs: [] });
  }

  /** @throws RefusedError where there is no such layer, EngineError 'checkpoint' where its file is damaged */
  async read(layerId: LayerId): Promise<LayerRecord> {
    const known = this.records.get(layerId) ?? (await this.load(layerId));
    this.records.set(layerId, known);
    return known;
  }

  /** Keeps a new layer under a new id, and writes it together with those that the disk has refused before. */
  async add(record: LayerRecord): Promise<LayerId> {
    const layerId = randomUUID() as string as LayerId;
    this.records.set(layerId, record);
    this.waiting.set(layerId, record);
    await this.writeWaiting();
    return layerId;
  }

  /**
   * Writes the layers that the disk has refused so far.
   * @returns false where it refuses one of them again
   */
  async writeWaiting(): Promise<boolean> {
    // Each of them: a smaller one may still find room.
    for (const [layerId, record] of this.waiting) await this.write(layerId, record);
    return this.waiting.size === 0;
  }

  /** Forgets and deletes all others; the original stays in any case. */
  async keepOnly(layerIds: ReadonlySet<LayerId>): Promise<void> {
    for (const layerId of this.records.keys()) {
      if (layerId === originalLayerId || layerIds.has(layerId)) continue;
      this.records.delete(layerId);
      this.waiting.delete(layerId);
    }
    for (const name of await namesInFolder(this.folder)) {
      if (layerIds.has(path.parse(name).name as LayerId)) continue;
      await rm(path.join(this.folder, name), { force: true });
    }
  }

  private async write(layerId: LayerId, { layer, repairs }: LayerRecord): Promise<void> {
    const note = layerNoteSchema.parse({
      formatVersion: 1,
      photoSha256: this.photo.source.sha256,
      pictureSha256: await this.hashPicture(),
      repairs,
    });
    try {
      // A layer counts from the moment on at which its own file is there.
      await writeDraftFile(this.fileOf(layerId, 'json'), Buffer.from(JSON.stringify(note)));
      await writeDraftFile(this.fileOf(layerId, 'layer'), encodeLayer(layer));
      this.waiting.delete(layerId);
    } catch (error) {
      this.reportFailure(error);
    }
  }

  private async load(layerId: LayerId): Promise<LayerRecord> {
    const [noteBytes, bytes] = await Promise.all([
      readDraftFile(this.fileOf(layerId, 'json')),
      readDraftFile(this.fileOf(layerId, 'layer')),
    ]);
    const note = noteBytes && readNote(noteBytes);
    if (!note || !bytes) {
      throw new RefusedError('failure.layerUnknown');
    }
    if (!(await this.isOfThisPhoto(note))) {
      throw new RefusedError('failure.layerOfAnother');
    }
    return { layer: decodeLayer(bytes, this.photo.samples), repairs: note.repairs };
  }

  /** Another file may show the same picture: with a caption, for example. */
  private async isOfThisPhoto({ photoSha256, pictureSha256 }: LayerNote): Promise<boolean> {
    if (photoSha256 === this.photo.source.sha256) return true;
    return pictureSha256 !== undefined && pictureSha256 === (await this.hashPicture());
  }

  private fileOf(layerId: LayerId, ending: 'layer' | 'json'): string {
    return path.join(this.folder, `${layerId}.${ending}`);
  }
}

function readNote(bytes: Uint8Array): LayerNote | undefined {
  try {
    return layerNoteSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    return undefined;
  }
}
