import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { EngineError } from '../engine/errors';

/** Name of the file that describes a prior, beside its weights. */
export const MANIFEST_FILE = 'manifest.json';

/** What a person can do about files that came with Heirloom and are not what they should be. */
export const REINSTALL_REMEDY = 'install Heirloom again or restore that file from a fresh download';

/** The same for a prior that a person has added: no download holds it. */
const ADD_AGAIN_REMEDY = 'remove its folder and add the prior again with "heirloom models add"';

/** The weights of a prior that a person has added; those of shipped ones have other names. */
export const ADDED_WEIGHTS_FILE = 'network.onnx';

/** Characters of a prior's id, which is the name of its folder. */
export const LONGEST_PRIOR_ID = 64;

/** A plain file name: what a manifest names lies in the manifest's own folder. */
const fileName = z.string().regex(/^\w[\w.-]*$/, 'must be a plain file name');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');
const positive = z.number().positive();

/** x0-denoiser in the form of Karras et al. 2022: image and sigma in, clean image out. */
const edmAdapter = z.strictObject({
  kind: z.literal('edm'),
  /**
   * 'scalar': one sigma an image, shape [n]; 'map': one a pixel, shape [n, 1, h, w], which may differ from pixel to pixel;
   * 'uniform-map': a map of which the network has only seen ones that are the same everywhere.
   */
  sigmaInput: z.enum(['scalar', 'map', 'uniform-map']),
  /**
   * Standard deviation of clean images that the network's scalings assume, where it is known; for the record, the graph
   * holds them.
   */
  sigmaData: positive.optional(),
  inputs: z.strictObject({ image: z.string(), sigma: z.string() }),
  output: z.string(),
});

/** Noise-predicting network of a variance-preserving diffusion: scaled image and int64 timestep in, eps out. */
const vpEpsAdapter = z.strictObject({
  kind: z.literal('vp-eps'),
  /** 6: three of eps, then three of a learned variance, which a denoiser does not need. */
  outputChannels: z.union([z.literal(3), z.literal(6)]),
  schedule: z.strictObject({
    kind: z.literal('linear'),
    numTimesteps: z.int().positive(),
    betaStart: positive,
    betaEnd: positive,
  }),
  inputs: z.strictObject({ image: z.string(), timestep: z.string() }),
  output: z.string(),
});

/** A file of weights, as it is known to be whole. */
export const weightsFileSchema = { file: fileName, sha256, byteLength: z.int().positive() };

const priorManifestSchema = z.strictObject({
  formatVersion: z.literal(1),
  id: z
    .string()
    .max(LONGEST_PRIOR_ID, `must have at most ${LONGEST_PRIOR_ID} characters`)
    .regex(/^[a-z0-9][a-z0-9-]*$/, 'must be lower case words joined by -'),
  name: z.string().min(1),
  version: z.string().min(1),
  /** Licence of the weights, and what is known of the pictures they were trained on. */
  licence: z.string().min(1),
  card: fileName,
  weights: z.strictObject({
    ...weightsFileSchema,
    /** Precision of the weights; inputs and outputs are float32 always. */
    precision: z.enum(['float32', 'float16', 'int8']),
  }),
  /** The same network with most of its convolutions in 8 bits, for processors that are faster with it. */
  int8Weights: z.strictObject(weightsFileSchema).optional(),
  /** The same network in half precision, for graphics cards that are faster with it. */
  float16Weights: z.strictObject(weightsFileSchema).optional(),
  adapter: z.discriminatedUnion('kind', [edmAdapter, vpEpsAdapter]),
  sigmaRange: z
    .strictObject({ min: positive, max: positive })
    .refine(({ min, max }) => min < max, 'needs min below max'),
  sizeMultiple: z.int().positive(),
  haloPx: z.int().nonnegative(),
  /** How `haloPx` was measured. */
  haloCriterion: z.string().min(1),
  /** A stored answer: little-endian float32, the noisy image (3 x height x width), then the denoised one. */
  warmUp: z.strictObject({
    file: fileName,
    sha256,
    height: z.int().positive(),
    width: z.int().positive(),
    sigma: positive,
  }),
});

/** Everything about a prior that its weights do not say: models/<id>/manifest.json. */
export type PriorManifest = z.infer<typeof priorManifestSchema>;

/** A file of weights that a manifest names. */
export type WeightsFile = NonNullable<PriorManifest['int8Weights']>;

/** How exactly a network computes. */
export type Precision = PriorManifest['weights']['precision'];

/** How an EDM network is asked. */
export type EdmAdapterManifest = z.infer<typeof edmAdapter>;

/** How a noise-predicting network is asked. */
export type VpEpsAdapterManifest = z.infer<typeof vpEpsAdapter>;

/**
 * Reads `folder`/manifest.json.
 * @throws EngineError 'prior' when it is missing, not JSON, or breaks the schema.
 */
export async function readPriorManifest(folder: string): Promise<PriorManifest> {
  const file = path.join(folder, MANIFEST_FILE);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new EngineError(
      'prior',
      `The description of the prior could not be read at ${file}; ${manifestRemedy(file)}.`,
      { cause },
    );
  }
  return parsePriorManifest(text, file);
}

/** @throws EngineError 'prior' where a name for a prior is none */
export function parsePriorId(text: string): string {
  const parsed = priorManifestSchema.shape.id.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new EngineError(
    'prior',
    `"${text}" cannot be the name of a prior, so nothing was added; choose lower case words joined by -, at most ${LONGEST_PRIOR_ID} characters, such as my-denoiser.`,
  );
}

/** What a person can do about a prior whose files are not what they should be, by the name of its weights. */
export function remedyFor(weightsFile: string): string {
  return weightsFile === ADDED_WEIGHTS_FILE ? ADD_AGAIN_REMEDY : REINSTALL_REMEDY;
}

/** A manifest that cannot be read does not say what its weights are called: what lies beside it does. */
function manifestRemedy(manifestFile: string): string {
  const isAdded = existsSync(path.join(path.dirname(manifestFile), ADDED_WEIGHTS_FILE));
  return isAdded ? ADD_AGAIN_REMEDY : REINSTALL_REMEDY;
}

/** Parses a manifest's text; `file` is named in the error. @throws EngineError 'prior' */
export function parsePriorManifest(text: string, file: string): PriorManifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new EngineError('prior', `${file} is not valid JSON; ${manifestRemedy(file)}.`, {
      cause,
    });
  }
  const parsed = priorManifestSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.length ? `"${issue.path.join('.')}" in ${file}` : file;
  throw new EngineError(
    'prior',
    `${where} is not as this version of Heirloom expects it (${issue?.message ?? 'unknown problem'}); ${manifestRemedy(file)}.`,
    { cause: parsed.error },
  );
}
