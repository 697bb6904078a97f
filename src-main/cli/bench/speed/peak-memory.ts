import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { writeDamageMask } from '../../../imaging/damage-mask';
import type { DamageMask } from '../../../../src-shared/model/photo';
import { formatQuantity } from '../../format-text';
import type { Figure, MeasureContext } from './measures';
import { runProgram } from './run-program';
import { emptyDamageMask } from './draw-mark';
import { paintScan } from './paint-scan';
import { scatterDamage } from './scatter-damage';
import { writeScan } from './write-scan';

const largestByteLength = 1e9;
const size = { width: 8660, height: 5774 };
const damageFraction = 0.01;
/** One of each leg: more take time and no memory. */
const usualIterations = 2;

/** Most memory that the program holds while it restores a 50-megapixel scan, files and prior included. */
export async function measurePeakMemory(context: MeasureContext): Promise<Figure> {
  const { iterations = usualIterations } = context;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'heirloom-bench-'));
  try {
    const scan = path.join(folder, 'scan.tif');
    const mask = path.join(folder, 'mask.png');
    context.report('Painting a scan of 50 megapixels');
    const damagedPixelCount = await writeDamagedScan(scan, mask);
    context.report(
      `Restoring it with ${formatQuantity(iterations, 'iteration')}; this takes minutes`,
    );
    const { peakByteLength } = await runProgram({
      args: [
        'restore',
        ...[scan, '--mask', mask, '--out', path.join(folder, 'restored.tif')],
        ...['--iterations', String(iterations)],
        ...context.priorArguments,
      ],
      folder,
      signal: context.signal,
      onText: context.report,
    });
    return {
      measure: 'memory',
      what: 'peak memory of the program restoring a 50-megapixel 8-bit TIFF with 1 % damage',
      target: 'at most 1 GB',
      measured: `${(peakByteLength / 1e9).toFixed(2)} GB`,
      isMet: peakByteLength > 0 && peakByteLength <= largestByteLength,
      details: { peakByteLength, damagedPixelCount, iterations },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A function of its own, so that the pictures are gone before the program starts. */
async function writeDamagedScan(scan: string, mask: string): Promise<number> {
  const damageMask: DamageMask = emptyDamageMask(size.width, size.height);
  const damagedPixelCount = scatterDamage(damageMask, damageFraction);
  await writeDamageMask(damageMask, mask);
  await writeScan(paintScan(damageMask), scan);
  return damagedPixelCount;
}
