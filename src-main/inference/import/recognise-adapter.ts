import { EngineError } from '../../engine/errors';
import type { NetworkSession } from '../onnx-runtime';
import type { PriorManifest } from '../prior-manifest';

type Adapter = PriorManifest['adapter'];
type ValueMetadata = NetworkSession['inputMetadata'][number];
type TensorMetadata = Extract<ValueMetadata, { isTensor: true }>;

/** The noise schedule of Ho et al. 2020 (arXiv 2006.11239, section 4), which nearly all noise-predicting networks use. */
const publishedSchedule = {
  kind: 'linear',
  numTimesteps: 1000,
  betaStart: 0.0001,
  betaEnd: 0.02,
} as const;

/**
 * Tells from a network's inputs and outputs how it has to be asked: an EDM denoiser takes a picture and float noise levels,
 * one a picture or one a pixel; a noise-predicting network takes a picture and a whole-numbered timestep.
 * @throws EngineError 'prior' that says what a network must look like
 */
export function recogniseAdapter(session: NetworkSession, file: string): Adapter {
  const inputs = tensorsOf(session.inputMetadata);
  const [output] = tensorsOf(session.outputMetadata);
  const image = inputs.find(isImage);
  const level = inputs.find((input) => input !== image);
  if (inputs.length !== 2 || !image || !level || !output || !isPicture(output, [3, 6])) {
    throw notADenoiser(session, file);
  }
  const names = { image: image.name, output: output.name };
  if (level.type === 'int64' && isVector(level)) {
    return {
      kind: 'vp-eps',
      outputChannels: output.shape[1] === 6 ? 6 : 3,
      schedule: publishedSchedule,
      inputs: { image: names.image, timestep: level.name },
      output: names.output,
    };
  }
  const isMap = isPicture(level, [1]);
  if (level.type !== 'float32' || output.shape[1] !== 3 || !(isMap || isVector(level))) {
    throw notADenoiser(session, file);
  }
  return {
    kind: 'edm',
    // Nearly all networks with a map have seen uniform ones alone: asked about noise in a hole only, they repair 3 dB worse.
    sigmaInput: isMap ? 'uniform-map' : 'scalar',
    inputs: { image: names.image, sigma: level.name },
    output: names.output,
  };
}

function tensorsOf(values: readonly ValueMetadata[]): readonly TensorMetadata[] {
  return values.filter((value): value is TensorMetadata => value.isTensor);
}

const isImage = (value: TensorMetadata) => isPicture(value, [3]);

/** [n, channels, h, w] with free sides: a side that the graph fixes would refuse every other size. */
function isPicture({ type, shape }: TensorMetadata, channels: readonly number[]): boolean {
  const [, channelCount, height, width] = shape;
  return (
    type === 'float32' &&
    shape.length === 4 &&
    channels.includes(Number(channelCount)) &&
    typeof height === 'string' &&
    typeof width === 'string'
  );
}

const isVector = ({ shape }: TensorMetadata) => shape.length === 1;

function notADenoiser(
  { inputMetadata, outputMetadata }: NetworkSession,
  file: string,
): EngineError {
  const describe = (values: readonly ValueMetadata[]) =>
    values
      .map((value) =>
        value.isTensor ? `${value.name} ${value.type}[${value.shape.join(', ')}]` : value.name,
      )
      .join(', ') || 'nothing';
  return new EngineError(
    'prior',
    `The network ${file} is no denoiser that Heirloom can ask: it takes ${describe(inputMetadata)} and gives ${describe(outputMetadata)}, where an RGB picture of any size [n, 3, h, w] and noise levels (float32 [n] or [n, 1, h, w]) or timesteps (int64 [n]) are needed; export it with these; nothing was added.`,
  );
}
