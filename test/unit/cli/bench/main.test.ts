import { expect, test } from 'vitest';
import { runBench } from '../../../../src-main/cli/bench/main';
import type { CliEnvironment } from '../../../../src-main/cli/environment';
import { UsageError } from '../../../../src-main/cli/usage-error';

function createEnvironment() {
  let printed = '';
  const environment = {
    stdout: { write: (text: string) => (printed += text) },
  } as unknown as CliEnvironment;
  return { environment, printed: () => printed };
}

test('help explains the benchmarks without loading anything', async () => {
  for (const [args, words] of [
    [['--help'], 'inpainting|detection|speed'],
    [['detection', '--help'], '--drawn DIR'],
    [['inpainting', '--help'], '--methods LIST'],
    [['speed', '-h'], '--only LIST'],
  ] as const) {
    const { environment, printed } = createEnvironment();
    expect(await runBench(args, environment)).toBe(0);
    expect(printed()).toContain(words);
  }
});

test('unknown benchmarks and options are refused', async () => {
  const { environment } = createEnvironment();
  await expect(runBench([], environment)).rejects.toThrow(UsageError);
  await expect(runBench(['toString'], environment)).rejects.toThrow(/inpainting, detection, speed/);
  await expect(runBench(['speed', '--image', '3'], environment)).rejects.toThrow(UsageError);
  await expect(runBench(['inpainting', '--methods', 'photo,magic'], environment)).rejects.toThrow(
    /magic/,
  );
});
