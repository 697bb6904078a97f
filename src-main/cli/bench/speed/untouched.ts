import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { writeDamageMask } from '../../../imaging/damage-mask';
import { openPhoto } from '../../../imaging/decode';
import { countChangedOutside } from '../../../session/composite';
import { countDiffering } from './count-differing';
import type { Figure, MeasureContext } from './measures';
import { makeScan } from './paint-scan';
import { runProgram } from './run-program';
import { writeScan } from './write-scan';

const repairs = 10;

/** Samples outside the mask that ten repairs of a file change, each of them of the file that the one before has saved. */
export async function measureUntouched(context: MeasureContext): Promise<Figure> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'heirloom-bench-'));
  try {
    const fileOf = (repair: number) => path.join(folder, `scan-${repair}.tif`);
    const mask = path.join(folder, 'mask.png');
    const { photo, damageMask } = makeScan(96, 80, [{ from: [20, 20], to: [60, 50], radiusPx: 2 }]);
    await writeDamageMask(damageMask, mask);
    await writeScan(photo, fileOf(0));
    for (let repair = 1; repair <= repairs; repair++) {
      context.report(`Repair ${repair} of ${repairs} of one file`);
      await runProgram({
        args: [
          'restore',
          ...[fileOf(repair - 1), '--mask', mask, '--out', fileOf(repair)],
          ...['--iterations', '2', '--seed', String(repair), '--quiet'],
          ...context.priorArguments,
        ],
        folder,
        signal: context.signal,
        onText: context.report,
      });
    }
    const { samples } = await openPhoto(fileOf(repairs));
    const changedOutside = countChangedOutside(photo, samples, damageMask);
    const changed = countDiffering(photo, samples);
    return {
      measure: 'untouched',
      what: 'samples changed outside the mask by ten repairs of one file, each of the last one’s copy',
      target: '0',
      measured: String(changedOutside),
      isMet: changedOutside === 0 && changed > 0,
      details: { changedOutside, changedInside: changed - changedOutside },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
