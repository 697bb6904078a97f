import type { MaskId } from '../../src-shared/model/ids';
import type { TiledMask } from '../session/layers/mask-tiles';
import { RefusedError } from '../session/refused-error';

/** The window gives every mask an id of its own and needs none for long. */
const keptMasks = 64;

/** The masks of a photo that were given or made last. */
export class MaskLibrary {
  private readonly masks = new Map<MaskId, TiledMask>();

  put(maskId: MaskId, mask: TiledMask): void {
    this.masks.delete(maskId);
    this.masks.set(maskId, mask);
    const [oldest] = this.masks.keys();
    if (this.masks.size > keptMasks && oldest !== undefined) this.masks.delete(oldest);
  }

  /** @throws RefusedError where it is not there any more */
  get(maskId: MaskId): TiledMask {
    const mask = this.masks.get(maskId);
    if (mask) return mask;
    throw new RefusedError('failure.maskUnknown');
  }
}
