import type { LayerId } from '../../src-shared/model/ids';
import type { MaskTile } from '../../src-shared/model/picture-source';
import type { DocumentChange } from '../document/document-change';
import type { DocumentState } from '../document/photo-document';
import { refreshPicture, valueOf, type AppContext } from './context';
import { giveMask } from './give-mask';
import { inLayerTurn } from './layer-turns';

/**
 * The picture with another layer taken inside a mask: the original, where the eraser went, or a variant.
 * @param alsoChanged what belongs to the same step, from the document as it is when the step is made
 */
export async function takeFromLayer(
  context: AppContext,
  tiles: readonly MaskTile[],
  fromLayerId: LayerId,
  alsoChanged: (now: DocumentState) => Pick<DocumentChange, 'markStates'> = () => ({}),
): Promise<void> {
  const document = context.workspace?.document;
  if (!document) return;
  await inLayerTurn(document, async () => {
    const { photoId } = document.photo;
    const { layerId: baseLayerId } = document.snapshot;
    const maskId = await giveMask(context, photoId, tiles);
    if (maskId === undefined) return;
    const request = { photoId, baseLayerId, fromLayerId, maskId };
    const answer = await valueOf(context, context.api.combineLayers(request));
    if (!answer) return;
    document.commit({
      kind: 'bringBack',
      count: 1,
      layerId: { before: baseLayerId, after: answer.layerId },
      ...alsoChanged(document.snapshot),
    });
    refreshPicture(context, answer.changedRegion);
  });
}
