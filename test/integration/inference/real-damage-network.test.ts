import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDamage } from '../../../src-main/engine/detection/find-damage';
import { createImageTensor } from '../../../src-main/engine/tensor/image-tensor';
import {
  loadDamageNetwork,
  type LoadedDamageNetwork,
} from '../../../src-main/inference/damage-network';
import { createDice } from '../../support/damage-drawing';
import { drawBlob, drawStroke } from '../../support/damage-drawing-strokes';
import { softPicture, sourceOfPicture, type LumaPicture } from '../../support/drawn-picture';

/** The network that Heirloom ships, with its real weights. */
const folder = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url));
let network: LoadedDamageNetwork;
beforeAll(async () => {
  network = await loadDamageNetwork(folder('models'));
});
afterAll(() => network.dispose());

const side = 256;

/** Grain and shade with a bright scratch, and where it runs. */
function scratchedPicture() {
  const picture = softPicture(side, side, 3, 0.012);
  const owner = new Uint16Array(side * side);
  const path = Array.from({ length: 30 }, (_, i) => ({ x: 40 + 6 * i, y: 60 + 4 * i }));
  const ink = { value: 0.95, alpha: 0.8, softnessPx: 0.6, dice: createDice(4) };
  drawStroke({ ...picture, owner }, path, { ...ink, number: 1, widthPx: 2.5, gaps: 0 });
  drawBlob({ ...picture, owner }, { x: 60, y: 200 }, { ...ink, number: 1, radiusPx: 3 });
  return { picture, owner };
}

const search = async (picture: LumaPicture) =>
  (await findDamage(sourceOfPicture(picture), {
    sensitivity: 0.25,
    pause: () => Promise.resolve(),
    secondOpinion: {
      network: () => Promise.resolve(network),
      onNetworkFailure: (error) => expect.unreachable(error.message),
    },
  }))!.marks.filter(({ isProbablyPicture }) => !isProbablyPicture);

describe('the network that judges damage', () => {
  it('takes drawn damage for damage, and what is beside it for none', async () => {
    const { picture, owner } = scratchedPicture();
    const planes = createImageTensor({ channels: 3, height: side, width: side });
    picture.luma.forEach((luma, i) => {
      planes.data[i] = 2 * Math.min(1.25, (luma - 0.2) / 0.5) - 1;
    });
    const logits = await network.logits(planes);
    const mean = (isWanted: (index: number) => boolean) => {
      const values = logits.filter((_, index) => isWanted(index));
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    const onDamage = mean((index) => owner[index]! > 0);
    const elsewhere = mean((index) => owner[index] === 0);
    // Log odds of 3 apart: twenty times as probable.
    expect(onDamage).toBeGreaterThan(elsewhere + 3);
    expect(elsewhere).toBeLessThan(-3);
  });

  it('lets the default find drawn damage, and nothing in a clean photo', async () => {
    const { picture, owner } = scratchedPicture();
    const marks = await search(picture);
    expect(marks.length).toBeGreaterThan(0);
    for (const { runs } of marks) {
      let onDamage = 0;
      for (let i = 0; i < runs.length; i += 3) {
        for (let x = runs[i + 1]!; x < runs[i + 2]!; x++) {
          onDamage += owner[runs[i]! * side + x]! > 0 ? 1 : 0;
        }
      }
      expect(onDamage).toBeGreaterThan(0);
    }
    expect(await search(await readLuma(folder('assets/samples/nagasaki-boats.jpg')))).toEqual([]);
  });

  it('does not take a field of pebbles for dust', async () => {
    const picture = await readLuma(folder('assets/samples/dust-bowl-home.jpg'));
    const marks = await search(picture);
    expect(marks.length).toBeLessThan(20);
    const masked = marks.reduce((sum, { pixelCount }) => sum + pixelCount, 0);
    expect(masked / (picture.width * picture.height)).toBeLessThan(0.003);
  });
});

async function readLuma(file: string): Promise<LumaPicture> {
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const luma = Float32Array.from({ length: width * height }, (_, i) => {
    const at = channels * i;
    return (0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!) / 255;
  });
  return { width, height, luma };
}
