// The detector's own code, bundled so that a script can run it: what is fitted is measured by what will use it.
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const exported = `
  export { buildLumaPyramid } from './src-main/engine/detection/luma-pyramid';
  export { gatherEvidence } from './src-main/engine/detection/evidence';
  export { collectCandidates } from './src-main/engine/detection/candidates';
  export { BarKeeper, proposalBar, sensitivityStops, sureness } from './src-main/engine/detection/sensitivity';
  export { companyOf, scoreInCompany } from './src-main/engine/detection/company';
  export { LumaStatistics } from './src-main/engine/detection/luma-statistics';
  export { askNetwork } from './src-main/engine/detection/network-opinion';
  export { leastAskedScore, scoreAlone } from './src-main/engine/detection/judge';
  export { blobFeatures, lineFeatures, opinionFeatures } from './src-main/engine/detection/features';
  export { loadDamageNetwork } from './src-main/inference/damage-network';
  export { createDice, drawDamage, drawnKinds, startCanvas } from './test/support/damage-drawing';
`;

/** Bundles and imports what `exported` lists. */
export async function loadDetector() {
  const folder = await mkdtemp(path.join(root, 'node_modules/.detector-'));
  try {
    const outfile = path.join(folder, 'detector.mjs');
    const stdin = { contents: exported, resolveDir: root, loader: 'ts' };
    await build({
      stdin,
      bundle: true,
      // Native code stays where it is.
      external: ['onnxruntime-node'],
      platform: 'node',
      format: 'esm',
      outfile,
      logLevel: 'error',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}
