// `npm test`: everything that is checked before a change counts, one after the other, and at the end one line that sums up.
// A later part runs although an earlier one failed: one run tells all there is to mend.
import { spawn } from 'node:child_process';

const parts = [
  ['npm', ['run', 'check']],
  ['npm', ['run', 'build']],
  ['npx', ['vitest', 'run']],
  ['node', ['scripts/test-generator.mjs']],
  ['node', ['scripts/test-e2e.mjs']],
];
const sum = { passed: 0, failed: 0, skipped: 0 };

/** Runs a part, shows what it says, and adds what its last line counts. */
async function runPart([command, args]) {
  const child = spawn(command, args, {
    stdio: ['inherit', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
    env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
  });
  let counts;
  child.stdout.on('data', (chunk) => {
    process.stdout.write(chunk);
    counts = /^(\d+) passed, (\d+) failed, (\d+) skipped$/m.exec(chunk.toString()) ?? counts;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (counts) {
    sum.passed += Number(counts[1]);
    sum.failed += Number(counts[2]);
    sum.skipped += Number(counts[3]);
  }
  // A part that counts nothing, or that fails for another reason than a test, is a failure of its own.
  if (code !== 0 && Number(counts?.[2] ?? 0) === 0) sum.failed++;
}

for (const part of parts) await runPart(part);
console.log(`\nAll together:\n${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed > 0 ? 1 : 0;
