// The network that finds damage, as the engine asks it.
import { InferenceSession, Tensor } from 'onnxruntime-node';

const sizeMultiple = 16;
const haloPx = 48;
const anyDamage = 5;

/** @param file what python -m training damage-export writes */
export async function openNetwork(file) {
  const session = await InferenceSession.create(file);
  return {
    sizeMultiple,
    haloPx,
    async logits({ data, height, width }) {
      const planes = new Tensor('float32', data, [1, 3, height, width]);
      const { logits } = await session.run({ planes });
      const size = height * width;
      return logits.data.subarray(anyDamage * size, (anyDamage + 1) * size);
    },
  };
}
