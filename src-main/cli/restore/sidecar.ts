import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { PhotoSamples } from '../../../src-shared/model/photo';
import { sampleChoices } from '../../../src-shared/model/save-choices';
import { repairSettingsSchema } from '../../../src-shared/model/settings';
import { atomicWriteFile } from '../../imaging/files/atomic-write';
import { providerNames } from '../../inference/providers';
import { InputError } from '../input-error';
import { photoFormats } from '../restore-spec';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A file, its path seen from the sidecar's folder, with / between folders. */
const file = z.strictObject({ path: z.string().min(1), sha256 });

const sidecarSchema = z.strictObject({
  formatVersion: z.literal(1),
  program: z.literal('Heirloom'),
  version: z.string(),
  photo: file,
  /** Its hash is that of the mask's size and bytes, whatever file they came from. */
  damageMask: file,
  prior: z.strictObject({ id: z.string(), sha256 }),
  provider: z.enum(providerNames),
  settings: repairSettingsSchema,
  /** Below 1 for a picture that was saved when the repair was stopped. */
  repairedFraction: z.number().min(0).max(1),
  /** `samplesSha256` is that of the upright samples before they were changed as chosen, and encoded. */
  result: z.strictObject({
    ...file.shape,
    samplesSha256: sha256,
    /** Absent where nothing was chosen. */
    sampleChoices: z.strictObject(sampleChoices).exactOptional(),
    /** Absent where none was chosen. */
    quality: z.number().int().min(1).max(100).exactOptional(),
    /** Absent where an earlier version wrote the sidecar; the name tells it then. */
    format: z.enum(photoFormats).exactOptional(),
  }),
});

/** Everything that is needed to redo a result bit for bit, and to see that it is the same. */
export type Sidecar = z.infer<typeof sidecarSchema>;

/**
 * Reads a sidecar.
 * @throws InputError when it cannot be read or is none of this version
 */
export async function readSidecar(sidecarPath: string): Promise<Sidecar> {
  let problem: string;
  try {
    const parsed = sidecarSchema.safeParse(JSON.parse(await readFile(sidecarPath, 'utf8')));
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    problem = `is not as this version of Heirloom writes it (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''})`;
  } catch (error) {
    problem = error instanceof SyntaxError ? 'is not valid JSON' : 'cannot be read';
  }
  throw new InputError(
    'sidecar',
    `The sidecar ${sidecarPath} ${problem}, so nothing was redone; name a file that --sidecar wrote.`,
  );
}

/**
 * Writes a sidecar, atomically.
 * @throws PhotoError like `atomicWriteFile`
 */
export async function writeSidecar(
  sidecarPath: string,
  sidecar: Sidecar,
  overwrite: boolean,
): Promise<void> {
  const text = `${JSON.stringify(sidecarSchema.parse(sidecar), null, 2)}\n`;
  await atomicWriteFile(sidecarPath, [Buffer.from(text)], { overwrite });
}

/** SHA-256 of size, kind and samples in hexadecimal; 16-bit samples count low byte first, as all computers here store them. */
export function hashSamples(photo: PhotoSamples): string {
  const { width, height, colourModel, hasAlpha, bitDepth, data } = photo;
  const kind = `${width} x ${height} ${colourModel}${hasAlpha ? ' alpha' : ''} ${bitDepth}\n`;
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return createHash('sha256').update(kind).update(bytes).digest('hex');
}
