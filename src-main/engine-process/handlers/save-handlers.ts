import { randomUUID } from 'node:crypto';
import type { EngineContract, EngineHandlers, InputOf } from '../../../src-shared/contract';
import type { MaskId } from '../../../src-shared/model/ids';
import type { SampleChoices } from '../../../src-shared/model/save-choices';
import { readDamageMask, writeDamageMask } from '../../imaging/damage-mask';
import { estimateSave } from '../../imaging/estimate-save';
import type { EncodingRequest } from '../../imaging/save-candidates';
import { savePhoto } from '../../imaging/save';
import { boundsOfTiles, maskToTiles, tilesToMask } from '../../session/layers/mask-tiles';
import { applyLayer, viewLayer, type PictureLayer } from '../../session/layers/picture-layer';
import { describeProvenance } from '../../session/provenance';
import type { EngineParts } from '../engine';

type SaveCalls = 'importMask' | 'exportMask' | 'estimateSave' | 'savePhoto';

type SaveChoices = Pick<
  InputOf<EngineContract['savePhoto']>,
  'photoId' | 'layerId' | 'format' | 'quality' | 'writesProvenance' | keyof SampleChoices
>;

/** Reads and writes files: masks, and the repaired copy. */
export function createSaveHandlers(parts: EngineParts): Pick<EngineHandlers, SaveCalls> {
  const { photos } = parts;
  return {
    async importMask({ photoId, path }) {
      const { masks, description } = photos.get(photoId);
      const { width, height } = description;
      const mask = { width, height, tiles: maskToTiles(await readDamageMask(path, description)) };
      const maskId = randomUUID() as string as MaskId;
      masks.put(maskId, mask);
      return { maskId, bounds: boundsOfTiles(mask) ?? null };
    },
    async exportMask({ photoId, maskId, path, overwrite }) {
      const { masks } = photos.get(photoId);
      await writeDamageMask(tilesToMask(masks.get(maskId)), path, { overwrite });
      return null;
    },
    async estimateSave(choices) {
      const { layer, ...request } = await describeCopy(parts, choices);
      const estimate = await estimateSave({ ...request, replaced: viewLayer(layer) });
      return { byteLength: estimate.byteLength, encoding: estimate.encoding };
    },
    async savePhoto({ targetPath, overwrite, ...choices }) {
      const { layer, ...request } = await describeCopy(parts, choices);
      const samples = applyLayer(request.samples, layer);
      return savePhoto({ ...request, samples, targetPath, overwrite });
    },
  };
}

/** How a copy is made, as the command line describes it too: the layer is to be put over the samples as opened. */
async function describeCopy(
  { photos, version }: EngineParts,
  { photoId, layerId, format, quality, bitDepth, profile, writesProvenance }: SaveChoices,
): Promise<EncodingRequest & { readonly layer: PictureLayer }> {
  const { opened, layers } = photos.get(photoId);
  const { layer, repairs } = await layers.read(layerId);
  const { samples, source } = opened;
  return {
    samples,
    layer,
    source,
    ...(format && { format }),
    ...(quality !== undefined && { quality }),
    ...(bitDepth !== undefined && { bitDepth }),
    ...(profile !== undefined && { profile }),
    ...(writesProvenance &&
      repairs.length > 0 && { provenance: describeProvenance(version, repairs) }),
  };
}
