// `npm run heirloom -- COMMAND ...` in a checkout: builds what is stale, then runs the command line in this very process,
// so that Ctrl-C and the exit code are the program's own.
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.mjs';

await buildIfStale('dist/cli');
const program = path.join(
  path.dirname(path.dirname(fileURLToPath(import.meta.url))),
  'dist/cli/heirloom.cjs',
);
process.argv[1] = program;
// npm runs scripts in the package's folder; names on the command line are meant from where the person stands.
process.chdir(process.env['INIT_CWD'] ?? '.');
createRequire(import.meta.url)(program);
