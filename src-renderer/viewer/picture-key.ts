import type { PictureSource } from '../../src-shared/model/picture-source';

/**
 * Names what tiles are kept under. The states of one run share a name, so that the tiles of the state before stay on the
 * screen until those of the next have come.
 */
export function slotKey(source: PictureSource): string {
  switch (source.kind) {
    case 'layer':
      return `layer ${source.layerId}`;
    case 'iteration':
      return `iteration ${source.runId}`;
    case 'difference':
      return `difference ${source.layerId} ${source.gain}`;
    case 'invented':
      return `invented ${source.layerId}`;
    case 'disagreement':
      return `disagreement ${source.layerIds.join(' ')}`;
    case 'evidence':
      return 'evidence';
  }
}

/** True where two sources of one slot show the same picture. */
export function isSamePicture(a: PictureSource, b: PictureSource): boolean {
  if (a.kind === 'iteration' && b.kind === 'iteration') {
    return a.runId === b.runId && a.index === b.index;
  }
  if (a.kind === 'evidence' && b.kind === 'evidence') return a.threshold === b.threshold;
  return slotKey(a) === slotKey(b);
}
