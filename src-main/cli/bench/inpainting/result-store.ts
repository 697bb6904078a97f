import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { atomicWriteFile } from '../../../imaging/files/atomic-write';
import { UsageError } from '../../usage-error';
import { benchKinds, type BenchCase } from './cases';
import type { BenchMethod } from './bench-method';

const resultSchema = z.strictObject({
  method: z.string(),
  settings: z.string(),
  image: z.string(),
  kind: z.enum(benchKinds),
  /** JSON knows no number for a repair without any difference, nor for the texture of a flat truth. */
  psnrDb: z
    .number()
    .nullable()
    .transform((value) => value ?? Infinity),
  textureFraction: z
    .number()
    .nullable()
    .transform((value) => value ?? NaN),
  /** Pixels given to the prior / pixels of the crop: the calls that a picture without windows would have cost. */
  callsPerPixel: z.number(),
  durationMs: z.number(),
  /** Beginning of the SHA-256 of the program that computed it. */
  program: z.string(),
});

const identitySchema = z.strictObject({
  priorId: z.string(),
  priorSha256: z.string(),
  provider: z.string(),
  /** Which pictures other than the test set's, by their names and bytes. */
  pictures: z.string().optional(),
});

const fileSchema = identitySchema.extend({ results: z.array(resultSchema) });

/** What one method made of one case. */
export type CaseResult = Readonly<z.infer<typeof resultSchema>>;

/** What all results of a file have in common. */
export type ResultsIdentity = Readonly<z.infer<typeof identitySchema>>;

/** The results so far, kept in a file after every case where one is named. */
export interface ResultStore {
  readonly results: readonly CaseResult[];
  find(method: BenchMethod, benchCase: BenchCase): CaseResult | undefined;
  add(result: CaseResult): Promise<void>;
}

/**
 * Opens the results in `file`, or begins with none where there is no such file or no name is given.
 * @throws UsageError when the file holds something else or the results of another prior.
 */
export async function openResultStore(
  file: string | undefined,
  identity: ResultsIdentity,
): Promise<ResultStore> {
  const results: CaseResult[] = file === undefined ? [] : await readResults(file, identity);
  return {
    results,
    find: ({ name, settings }, { image, kind }) =>
      results.find(
        (result) =>
          result.method === name &&
          result.settings === settings &&
          result.image === image &&
          result.kind === kind,
      ),
    async add(result) {
      results.push(result);
      if (file === undefined) return;
      const text = formatResults(identity, results);
      await atomicWriteFile(file, [Buffer.from(text)], { overwrite: true });
    },
  };
}

async function readResults(file: string, identity: ResultsIdentity): Promise<CaseResult[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  const stored = parseResults(text);
  if (!stored) {
    throw new UsageError(`${file} holds no results of this benchmark; name another file.`);
  }
  const { results, ...owner } = stored;
  if (JSON.stringify(owner) !== JSON.stringify(identitySchema.parse(identity))) {
    if (owner.pictures !== identity.pictures) {
      throw new UsageError(`${file} holds results of other pictures; name another file.`);
    }
    throw new UsageError(
      `${file} holds results of prior ${owner.priorId} on ${owner.provider}, which differs from the one in use; name another file.`,
    );
  }
  return results;
}

function parseResults(text: string): z.infer<typeof fileSchema> | undefined {
  try {
    return fileSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** JSON with a line a result, so that versions of a file can be compared line by line. */
function formatResults(identity: ResultsIdentity, results: readonly CaseResult[]): string {
  const head = JSON.stringify(identity, undefined, 2).replace(/\n}$/, '');
  const lines = results.map((result) => `    ${JSON.stringify(result)}`);
  return `${head},\n  "results": [\n${lines.join(',\n')}\n  ]\n}\n`;
}
