import { useEffect, useState } from 'react';
import type { LayerId } from '../../src-shared/model/ids';
import type { PixelRegion } from '../../src-shared/model/pixel-region';
import { regionOfDamage } from '../mask/region-of-damage';
import { useStudio } from './app-context';
import { usePictureUrls } from './picture-urls';

/** Twice the size on the screen. */
const sidePx = 192;

/** Small pictures of results, close to the damage that they differ in; undefined until there is one. */
export function useVariantThumbnails(
  layerIds: readonly (LayerId | undefined)[],
): readonly (string | undefined)[] {
  const studio = useStudio();
  const [pictures, setPictures] = useState<ReadonlyMap<LayerId, Uint8Array>>(new Map());
  const wanted = layerIds.filter((layerId) => layerId !== undefined).join(' ');
  useEffect(() => {
    const document = studio.workspace?.document;
    const tiles = document?.snapshot.lastRun?.tiles;
    if (!document || !tiles) return undefined;
    let isCurrent = true;
    const load = async (layerId: LayerId, region: PixelRegion | undefined) => {
      const { photoId } = document.photo;
      const given = { photoId, layerId, sidePx, ...(region && { region }) };
      const answer = await studio.api.makeThumbnail(given);
      // A tile without a picture still has its number and its words.
      if (!isCurrent || !answer.ok) return;
      setPictures((known) => new Map(known).set(layerId, answer.value));
    };
    const region = regionOfDamage(tiles, document.photo);
    for (const layerId of wanted.split(' ').filter(Boolean)) void load(layerId as LayerId, region);
    return () => {
      isCurrent = false;
    };
  }, [studio, wanted]);
  return usePictureUrls(layerIds.map((layerId) => layerId && pictures.get(layerId)));
}
