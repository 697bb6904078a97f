// Writes THIRD-PARTY.md: every package that is shipped, its version, licence and licence text. `--check` fails when the
// file is out of date instead. Packages of other platforms are named from package-lock.json even where they are not installed.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const notices = path.join(root, 'THIRD-PARTY.md');

function shippedPackages() {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([folder, { dev }]) => folder !== '' && !dev)
    .map(([folder, { version, license }]) => ({
      folder,
      name: folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      license: license ?? 'see its licence text',
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The licence text is the same on every machine only for packages that every platform installs. */
function licenceText({ folder, name }) {
  const directory = path.join(root, folder);
  if (name.startsWith('@img/') || !existsSync(directory)) return undefined;
  const file = readdirSync(directory).find((entry) => /^licen[cs]e/i.test(entry));
  return file ? readFileSync(path.join(directory, file), 'utf8').trim() : undefined;
}

function render() {
  const packages = shippedPackages();
  const lines = [
    '# Third-party notices',
    '',
    'Written by `node scripts/third-party.mjs`; do not edit by hand.',
    '',
    '| package | version | licence |',
    '|---|---|---|',
    ...packages.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`),
  ];
  const texts = new Map();
  for (const shipped of packages) {
    const text = licenceText(shipped);
    if (text) texts.set(text, [...(texts.get(text) ?? []), shipped.name]);
  }
  for (const [text, names] of texts) {
    lines.push('', `## ${names.join(', ')}`, '', '```', text, '```');
  }
  return lines.join('\n') + '\n';
}

const rendered = render();
if (!process.argv.includes('--check')) {
  writeFileSync(notices, rendered);
} else if (!existsSync(notices) || readFileSync(notices, 'utf8') !== rendered) {
  console.error('THIRD-PARTY.md is out of date: run node scripts/third-party.mjs.');
  process.exitCode = 1;
}
