import type { LayerId } from '../../src-shared/model/ids';
import type { PictureSource } from '../../src-shared/model/picture-source';
import type { DisplayedPicture } from '../imaging/display/picture';
import type { ReplacedPixels } from '../engine/repair/pixel-index';
import { viewIteration, type IterationPicture } from '../session/layers/iteration-picture';
import { viewLayer, type PictureLayer } from '../session/layers/picture-layer';
import type { RunController } from '../session/runs/run-controller';
import type { LoadedPhoto } from './photo-library';

/** A layer or a kept state is seen the same way each time, so that what was drawn of it can be recognised. */
const views = new WeakMap<PictureLayer | IterationPicture, ReplacedPixels>();

function remember(of: PictureLayer | IterationPicture, make: () => ReplacedPixels): ReplacedPixels {
  const view = views.get(of) ?? make();
  views.set(of, view);
  return view;
}

const seenLayer = (layer: PictureLayer) => remember(layer, () => viewLayer(layer));

/** What the display needs to draw a source. @throws RefusedError where there is no such layer or run */
export async function findPicture(
  photo: LoadedPhoto,
  source: Exclude<PictureSource, { kind: 'evidence' }>,
  runs: Pick<RunController, 'pictureOf'>,
): Promise<DisplayedPicture> {
  const layerOf = async (layerId: LayerId) => (await photo.layers.read(layerId)).layer;
  switch (source.kind) {
    case 'layer':
      return { kind: 'photo', replaced: seenLayer(await layerOf(source.layerId)) };
    case 'iteration': {
      const { baseLayerId, picture } = runs.pictureOf(
        photo.description.photoId,
        source.runId,
        source.index,
      );
      const base = await layerOf(baseLayerId);
      return { kind: 'photo', replaced: remember(picture, () => viewIteration(base, picture)) };
    }
    case 'difference': {
      const replaced = seenLayer(await layerOf(source.layerId));
      return { kind: 'difference', replaced, gain: source.gain };
    }
    case 'invented':
      return { kind: 'invented', layer: await layerOf(source.layerId) };
    case 'disagreement': {
      const layers = await Promise.all(source.layerIds.map(layerOf));
      return { kind: 'disagreement', pictures: layers.map(seenLayer) };
    }
  }
}
