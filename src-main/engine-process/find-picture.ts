import type { LayerId } from '../../src-shared/model/ids';
import type { PictureSource } from '../../src-shared/model/picture-source';
import type { DisplayedPicture } from '../imaging/display/picture';
import { viewIteration } from '../session/layers/iteration-picture';
import { viewLayer } from '../session/layers/picture-layer';
import { RefusedError } from '../session/refused-error';
import type { RunController } from '../session/runs/run-controller';
import type { LoadedPhoto } from './photo-library';

/** What the display needs to draw a source. @throws RefusedError where there is no such layer, run or overlay */
export async function findPicture(
  photo: LoadedPhoto,
  source: PictureSource,
  runs: Pick<RunController, 'pictureOf'>,
): Promise<DisplayedPicture> {
  const layerOf = async (layerId: LayerId) => (await photo.layers.read(layerId)).layer;
  switch (source.kind) {
    case 'layer':
      return { kind: 'photo', replaced: viewLayer(await layerOf(source.layerId)) };
    case 'iteration': {
      const { baseLayerId, picture } = runs.pictureOf(
        photo.description.photoId,
        source.runId,
        source.index,
      );
      return { kind: 'photo', replaced: viewIteration(await layerOf(baseLayerId), picture) };
    }
    case 'difference': {
      const replaced = viewLayer(await layerOf(source.layerId));
      return { kind: 'difference', replaced, gain: source.gain };
    }
    case 'invented':
      return { kind: 'invented', layer: await layerOf(source.layerId) };
    case 'disagreement': {
      const layers = await Promise.all(source.layerIds.map(layerOf));
      return { kind: 'disagreement', pictures: layers.map(viewLayer) };
    }
    case 'evidence':
      throw new RefusedError('What the detector sees cannot be drawn yet.');
  }
}
