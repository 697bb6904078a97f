import type { PhotoSamples } from '../../../src-shared/model/photo';
import { carryJpegSegments, serialiseJpegSegment } from '../containers/jpeg-container';
import { decodeStored } from '../decode-samples';
import { bufferSource } from '../headers/byte-source';
import { readJpegSegments, type JpegSegment } from '../headers/jpeg-segments';
import type { PhotoHeader, PhotoMetadata } from '../headers/photo-header';
import { walkOrientation } from '../orientation';
import { addChangedPixels, type ChangedPixels } from './changed-pixels';
import { componentValues, expectComponentValues } from './component-values';
import { decodeCoefficients } from './decode-coefficients';
import { encodeCoefficients } from './encode-coefficients';
import { measureMcus, type McuGrid } from './jpeg-coefficients';
import { recodeBlocks } from './recode-blocks';

const bandPixels = 16_000_000;

/** Marker segments that belong to the coding of the blocks and are kept as they are: quantisation and frame. */
const codingSegments = new Set(['db', 'c0', 'c1', 'c2']);

/** A JPEG that holds the original's coded blocks except where the photo was changed. */
export interface SplicedJpeg {
  /** The file, as pieces to be written in turn. */
  readonly chunks: readonly Buffer[];
  readonly changedBlocks: number;
  readonly totalBlocks: number;
  readonly notes: readonly string[];
  /** True for a pixel (as stored) that may differ from the original: it lies in or next to an MCU with a change. */
  readonly mayDiffer: (x: number, y: number) => boolean;
}

/**
 * Puts a repair into a JPEG without coding the rest anew: the coefficients of all blocks without a changed pixel stay
 * the same, bit for bit, and so do the quantisers, the stored orientation and all application segments, except that
 * EXIF and XMP are the given ones. Only the (lossless) Huffman coding is done again.
 * @throws UnsupportedJpegError where the file is of a kind that this cannot read.
 */
export async function spliceJpeg(
  jpeg: Buffer,
  header: PhotoHeader,
  samples: PhotoSamples,
  metadata: PhotoMetadata,
): Promise<SplicedJpeg> {
  const { frame, segments } = readJpegSegments(bufferSource(jpeg), 'the original');
  const walk = walkOrientation(header.storedWidth, header.storedHeight, header.orientation);
  // The pixels first and the coefficients afterwards: each fills much memory for a while.
  const { changed, top } = await findChanges(jpeg, header, measureMcus(frame), samples);
  const image = decodeCoefficients(jpeg);
  const valueOf = componentValues(frame, segments, samples.colourModel);
  expectComponentValues(image, top, valueOf);
  const changedBlocks = recodeBlocks(image, changed, { samples, walk, valueOf });
  const carried = carryJpegSegments(metadata.carried, metadata, true);
  const coding = makeSequential(segments.filter(({ name }) => codingSegments.has(name)));
  return {
    chunks: [
      Buffer.from([0xff, 0xd8]),
      ...[...carried.segments, ...coding].map(serialiseJpegSegment),
      ...encodeCoefficients(image),
    ],
    changedBlocks,
    totalBlocks: image.components.reduce(
      (sum, { blocksWide, blocksHigh }) => sum + blocksWide * blocksHigh,
      0,
    ),
    notes: carried.notes,
    mayDiffer: makeNeighbourTest(image, changed),
  };
}

/** Compares the photo with what the original decodes to, a band of rows at a time; `top` is the first band. */
async function findChanges(
  jpeg: Buffer,
  header: PhotoHeader,
  grid: McuGrid,
  samples: PhotoSamples,
): Promise<{ changed: ChangedPixels; top: PhotoSamples }> {
  const changed: ChangedPixels = new Map();
  const walk = walkOrientation(header.storedWidth, header.storedHeight, header.orientation);
  const rows = Math.max(1, Math.floor(bandPixels / header.storedWidth / grid.mcuHeight));
  const decodeBand = (top: number): Promise<PhotoSamples> => {
    const height = Math.min(rows * grid.mcuHeight, header.storedHeight - top);
    return decodeStored(jpeg, header, { name: 'the original', band: { top, height } });
  };
  const first = await decodeBand(0);
  addChangedPixels(changed, grid, { top: 0, samples: first }, samples, walk);
  for (let top = first.height; top < header.storedHeight; top += rows * grid.mcuHeight) {
    const band = { top, samples: await decodeBand(top) };
    addChangedPixels(changed, grid, band, samples, walk);
  }
  return { changed, top: first };
}

/**
 * The segments with the frame header of a progressive JPEG named for sequential coding, which is how the blocks are
 * written: baseline, or extended where quantisers have 16 bits (T.81 table B.1 and B.2.4.1).
 */
function makeSequential(segments: readonly JpegSegment[]): JpegSegment[] {
  const isWide = segments.some(({ name, data }) => name === 'db' && data[0]! >> 4 !== 0);
  return segments.map((segment) =>
    segment.name === 'c2' ? { ...segment, name: isWide ? 'c1' : 'c0' } : segment,
  );
}

/** Decoders smooth subsampled chroma over a block's edge, so pixels of the next MCUs may differ as well. */
function makeNeighbourTest(
  { mcuWidth, mcuHeight, mcusWide, mcusHigh }: McuGrid,
  changed: ChangedPixels,
): (x: number, y: number) => boolean {
  const near = new Uint8Array(mcusWide * mcusHigh);
  for (const mcu of changed.keys()) {
    const [mcuX, mcuY] = [mcu % mcusWide, Math.floor(mcu / mcusWide)];
    for (let y = Math.max(0, mcuY - 1); y <= Math.min(mcusHigh - 1, mcuY + 1); y += 1) {
      near.fill(
        1,
        y * mcusWide + Math.max(0, mcuX - 1),
        y * mcusWide + Math.min(mcusWide, mcuX + 2),
      );
    }
  }
  return (x, y) => near[Math.floor(y / mcuHeight) * mcusWide + Math.floor(x / mcuWidth)] === 1;
}
