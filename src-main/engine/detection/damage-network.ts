import type { ImageTensor } from '../tensor/image-tensor';

/** A learnt opinion on where damage is: asked about what the filters have found, never alone. */
export interface DamageNetwork {
  /** Height and width of what it is asked about are multiples of this. */
  readonly sizeMultiple: number;
  /** From so far inside the border on, what lies beyond it hardly counts, px. */
  readonly haloPx: number;
  /**
   * Log odds that each pixel is damaged, row by row.
   * @param planes 3 x h x w: luma over the photo's own tones in [-1, 1] (-1.5 to 1.5 for what damage adds), then colour
   * differences, which are 0 for a grey picture
   */
  logits(planes: ImageTensor): Promise<Float32Array>;
}
