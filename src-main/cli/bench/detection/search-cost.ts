import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { SecondOpinion } from '../../../engine/detection/find-damage';
import { openPhoto } from '../../../imaging/decode';
import { searchPhotoDamage } from '../../../session/detection';
import { samplesPerPixel, type PhotoSamples } from '../../../../src-shared/model/photo';
import { StoppedError, type StopSignal } from '../../stop-signal';
import { runProgram } from '../speed/run-program';
import { writeScan } from '../speed/write-scan';

/** What looking at a large photo costs. */
export interface SearchCost {
  /** Time for 12 megapixels / time for the 3 megapixels in their corner; 4 where every pixel costs the same. */
  readonly timeRatio: number;
  readonly seconds: number;
  /** Time until the first marks are shown / time until all are. */
  readonly previewShare: number;
  readonly previewSeconds: number;
  /** Peak memory of `heirloom detect` on the 12 megapixels, less that on a tiny picture and less the photo itself. */
  readonly bytesAbovePhoto: number;
}

const size = { width: 4000, height: 3000 };
const quarter = { width: 2000, height: 1500 };

/** Looks at a mosaic of photographs, which is as busy as a photo of that size ever is. */
export async function measureSearchCost(
  tiles: readonly string[],
  options: {
    readonly clock: () => number;
    readonly stop: StopSignal;
    readonly report: (text: string) => void;
    readonly secondOpinion: SecondOpinion | undefined;
  },
): Promise<SearchCost> {
  const photo = await layMosaic(tiles);
  const small = await timeSearch(cut(photo), options);
  const large = await timeSearch(photo, options);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'heirloom-bench-'));
  try {
    const peak = async (name: string, picture: PhotoSamples) => {
      const scan = path.join(folder, name);
      await writeScan(picture, scan);
      const { peakByteLength } = await runProgram({
        args: ['detect', scan, '--mask-out', `${scan}.png`],
        folder,
        signal: options.stop,
        onText: options.report,
      });
      return peakByteLength;
    };
    const tiny = { ...photo, width: 32, height: 32, data: photo.data.slice(0, 32 * 32 * 3) };
    const own = await peak('tiny.tif', tiny);
    const bytesAbovePhoto = (await peak('large.tif', photo)) - own - photo.data.byteLength;
    return {
      timeRatio: large.totalMs / small.totalMs,
      seconds: large.totalMs / 1000,
      previewShare: large.previewMs / large.totalMs,
      previewSeconds: large.previewMs / 1000,
      bytesAbovePhoto,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function timeSearch(
  photo: PhotoSamples,
  {
    clock,
    stop,
    secondOpinion,
  }: {
    readonly clock: () => number;
    readonly stop: StopSignal;
    readonly secondOpinion: SecondOpinion | undefined;
  },
): Promise<{ readonly totalMs: number; readonly previewMs: number }> {
  const startMs = clock();
  let previewMs = 0;
  const search = await searchPhotoDamage(photo, {
    pause: () => setImmediate(),
    signal: stop,
    ...(secondOpinion && { secondOpinion }),
    async onPartial(seen, breathe) {
      await seen.propose(0.25, breathe);
      if (previewMs === 0) previewMs = clock() - startMs;
    },
  });
  if (!search) throw new StoppedError(stop.cause!);
  await search.conclude(0.25, () => setImmediate());
  return { totalMs: clock() - startMs, previewMs };
}

/** 8 x 6 squares of 500 px from the middle of photographs, again and again from the first. */
async function layMosaic(tiles: readonly string[]): Promise<PhotoSamples> {
  const side = 500;
  const data = new Uint8Array(size.width * size.height * 3);
  const pictures = await Promise.all(tiles.map(async (tile) => (await openPhoto(tile)).samples));
  for (let index = 0; index < (size.width / side) * (size.height / side); index++) {
    const picture = pictures[index % pictures.length]!;
    const stride = samplesPerPixel(picture);
    const left = (index % (size.width / side)) * side;
    const top = Math.floor(index / (size.width / side)) * side;
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const from = ((y % picture.height) * picture.width + (x % picture.width)) * stride;
        const to = ((top + y) * size.width + left + x) * 3;
        for (let channel = 0; channel < 3; channel++) {
          data[to + channel] = picture.data[from + Math.min(channel, stride - 1)]!;
        }
      }
    }
  }
  return { ...size, colourModel: 'rgb', hasAlpha: false, bitDepth: 8, data };
}

function cut(photo: PhotoSamples): PhotoSamples {
  const data = new Uint8Array(quarter.width * quarter.height * 3);
  for (let y = 0; y < quarter.height; y++) {
    const from = y * photo.width * 3;
    data.set(photo.data.subarray(from, from + quarter.width * 3), y * quarter.width * 3);
  }
  return { ...photo, ...quarter, data };
}
