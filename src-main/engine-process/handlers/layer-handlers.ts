import type { EngineHandlers } from '../../../src-shared/contract';
import type { RunId } from '../../../src-shared/model/ids';
import { makeThumbnail } from '../../imaging/display/thumbnail';
import { changedRegion, combineLayers } from '../../session/layers/combine-layers';
import { readTiles } from '../../session/layers/mask-tiles';
import { viewLayer } from '../../session/layers/picture-layer';
import type { RepairFacts } from '../../session/provenance';
import type { EngineParts } from '../engine';

type LayerCalls = 'combineLayers' | 'writeWaitingLayers' | 'keepOnlyLayers' | 'makeThumbnail';

/** Makes layers of layers, brings them to the disk, and forgets those that nobody wants any more. */
export function createLayerHandlers({
  photos,
  runs,
}: EngineParts): Pick<EngineHandlers, LayerCalls> {
  return {
    async combineLayers({ photoId, baseLayerId, fromLayerId, maskId }) {
      const { opened, layers, masks } = photos.get(photoId);
      const [base, from] = [await layers.read(baseLayerId), await layers.read(fromLayerId)];
      const { samples } = opened;
      const mask = masks.get(maskId);
      const layer = combineLayers(samples, base.layer, from.layer, readTiles(mask));
      const repairs = layer.shares.length > 0 ? uniteRepairs(base.repairs, from.repairs) : [];
      const region = changedRegion(samples, base.layer, layer);
      return {
        layerId: await layers.add({ layer, repairs }),
        changedRegion: region ?? { x: 0, y: 0, width: 0, height: 0 },
      };
    },
    async makeThumbnail({ photoId, layerId, sidePx, region }) {
      const { display, layers } = photos.get(photoId);
      const { layer } = await layers.read(layerId);
      return makeThumbnail(display, {
        replaced: viewLayer(layer),
        sidePx,
        ...(region && { region }),
      });
    },
    async writeWaitingLayers({ photoId }) {
      return { isKept: await photos.get(photoId).layers.writeWaiting() };
    },
    async keepOnlyLayers({ photoId, layerIds }) {
      const { layers, runStore } = photos.get(photoId);
      const kept = new Set(layerIds);
      const keptRuns = await runs.keepOnly(photoId, kept);
      for (const name of await runStore.list()) {
        if (!keptRuns.has(name as RunId)) await runStore.remove(name as RunId);
      }
      await layers.keepOnly(kept);
      return null;
    },
  };
}

/** The repairs of both layers, those that they share once. */
function uniteRepairs(
  base: readonly RepairFacts[],
  from: readonly RepairFacts[],
): readonly RepairFacts[] {
  const known = new Set(base.map((repair) => JSON.stringify(repair)));
  return [...base, ...from.filter((repair) => !known.has(JSON.stringify(repair)))];
}
