import { readFile, writeFile } from 'node:fs/promises';
import { explainProvider } from '../../../src-main/inference/providers';
import { loadPrior } from '../../../src-main/inference/load-prior';

/**
 * A process of its own, as graphics drivers can end theirs: loads the prior in argv[2] on WebGPU, lets it denoise the
 * square float32 picture in argv[3] at sigma 0.2 and writes the answer to argv[4]. Prints one line of JSON.
 */
const [, , folder, inputFile, outputFile] = process.argv as [
  string,
  string,
  string,
  string,
  string,
];
try {
  const { prior, provider, rejections } = await loadPrior(folder, { provider: 'webgpu' });
  const bytes = await readFile(inputFile);
  const data = new Float32Array(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
  );
  const side = Math.sqrt(data.length / 3);
  const x = { channels: 3, height: side, width: side, data };
  await prior.denoise(x, 0.2, x);
  await writeFile(outputFile, data);
  await prior.dispose();
  console.log(JSON.stringify({ provider, message: explainProvider(provider, rejections) }));
} catch (error) {
  console.log(JSON.stringify({ message: (error as Error).message }));
}
