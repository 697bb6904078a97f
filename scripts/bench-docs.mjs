// npm run bench:docs [-- [--continue] NAME ...]
// Measures again and writes the tables of docs/benchmarks: NAME.md beside the single results in NAME.json, and charts. With
// --continue what an interrupted run has measured is kept; the program must not have changed since.
// Needs the reference folder ../shared, or the one that SHARED names. For detection, dist/damage-set holds what python -m training
// damage-set writes, and dist/clean-prints, where it is there, further photographs without damage.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const folder = 'docs/benchmarks';
const shared = process.env.SHARED ?? '../shared';
const drawn = 'dist/damage-set';
const clean = 'dist/clean-prints';
const json = (name) => ['--json', `${folder}/${name}.json`];

/** What is measured, by the name of its table; the quick ones first. */
const benches = {
  speed: ['speed', ...json('speed')],
  detection: [
    ...['detection', '--shared', shared, '--drawn', drawn],
    ...(existsSync(path.join(root, clean)) ? ['--clean', clean] : []),
    ...json('detection'),
  ],
  inpainting: [
    ...['inpainting', '--shared', shared, ...json('inpainting')],
    ...[
      '--methods',
      'harmonic,photo,photo-grainless,photo-refined,photo-solver,paper,diffpir,ddrm,ddnm',
    ],
  ],
  'quality-against-calls': [
    ...['inpainting', '--shared', shared, '--precision', 'int8'],
    ...['--methods', 'photo,photo-solver,paper,diffpir,ddrm,ddnm'],
    // Fewer pictures where one takes minutes.
    ...['--calls', '5,10,20,50,100,1000', '--images', '12,12,12,8,4,1'],
    ...json('quality-against-calls'),
    ...['--plot', `${folder}/quality-against-calls.svg`],
  ],
};

const words = process.argv.slice(2);
const isContinued = words.includes('--continue');
const asked = words.filter((word) => word !== '--continue');
const unknown = asked.find((name) => !(name in benches));
if (unknown !== undefined) {
  console.error(
    `There is no table “${unknown}”; the tables are ${Object.keys(benches).join(', ')}.`,
  );
  process.exit(2);
}
mkdirSync(path.join(root, folder), { recursive: true });
for (const [name, args] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  if (!isContinued) rmSync(path.join(root, folder, `${name}.json`), { force: true });
  const { status, stdout } = spawnSync(
    process.execPath,
    ['scripts/run-heirloom.mjs', 'bench', ...args],
    {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (status !== 0) process.exit(status ?? 1);
  const text = `# ${name}\n\n\`npm run heirloom -- bench ${args.join(' ')}\`\n\n${stdout}`;
  writeFileSync(path.join(root, folder, `${name}.md`), text);
  console.log(`${folder}/${name}.md`);
}
