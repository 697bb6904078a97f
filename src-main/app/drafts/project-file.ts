import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unzip, zip, type AsyncUnzipOptions, type Unzipped } from 'fflate';
import { z } from 'zod';
import { AppFailureError } from '../../engine-host/app-failure-error';
import { writeAtomically } from '../../files/atomic-write';
import { systemCode } from '../../files/system-code';
import { byteLengthOfFolder } from '../files/folder-size';
import { explainWriteFailure } from '../files/write-failure';
import { draftOrigins } from './draft-meta';

const manifestName = 'project.json';

/** A picture out of the clipboard lies in its draft under this name. */
export const pastedName = 'pasted.png';

/** Files that a project may hold: names of our own making, in the folders of a draft. */
const allowedName = /^(?:pasted\.png|(?:parts|engine)(?:\/[a-z0-9][a-z0-9._-]*)+)$/i;

/** A project is packed and unpacked in memory. */
const maxByteLength = 1024 ** 3;

const manifestSchema = z.strictObject({
  version: z.literal(1),
  name: z.string().min(1).max(1000),
  origin: z.enum(draftOrigins),
  /** Where the original was; it is not part of the project. */
  sourcePath: z.string().min(1),
  sourceSha256: z.string().optional(),
  pictureSha256: z.string().optional(),
  summary: z.string().max(200),
});
export type ProjectManifest = Readonly<z.infer<typeof manifestSchema>>;

/** Where a project goes. */
export interface ProjectTarget {
  readonly path: string;
  /** False: a file that is there is another one's, and stays. */
  readonly mayReplace: boolean;
}

/** What goes into a project, by name. */
export type ProjectFiles = Readonly<Record<string, Uint8Array>>;

/**
 * Reads a draft's folder for a project. What is written into it meanwhile would make the parts of one moment and the document of
 * another, so nothing may be.
 * @throws AppFailureError 'draft' where it is too large
 */
export async function readForProject(
  draftFolder: string,
  manifest: ProjectManifest,
): Promise<ProjectFiles> {
  if ((await byteLengthOfFolder(draftFolder)) > maxByteLength) {
    throw new AppFailureError('draft', 'failure.projectTooLarge');
  }
  const files: Record<string, Uint8Array> = {
    [manifestName]: new TextEncoder().encode(JSON.stringify(manifest, undefined, 2)),
  };
  for (const name of await filesIn(draftFolder)) {
    if (allowedName.test(name)) files[name] = await readFile(path.join(draftFolder, name));
  }
  return files;
}

/**
 * Packs what was read as a .heirloom file.
 * @throws AppFailureError 'save', 'disk-full' or 'not-writable' where it cannot be written
 */
export async function writeProject(
  files: ProjectFiles,
  { path: file, mayReplace }: ProjectTarget,
): Promise<void> {
  const bytes = await zipFiles(files);
  try {
    await writeAtomically(file, [bytes], { overwrite: mayReplace });
  } catch (error) {
    throw explainWriteFailure(error);
  }
}

/**
 * Unpacks a project into an empty draft's folder.
 * @throws AppFailureError 'draft' where the file is gone, cannot be read, is none of ours or damaged.
 */
export async function unpackProject(file: string, draftFolder: string): Promise<ProjectManifest> {
  const packed = await readPacked(file);
  const files = packed ? await unzipFiles(packed) : {};
  const manifest = readManifest(files[manifestName]);
  for (const [name, bytes] of Object.entries(files)) {
    if (!allowedName.test(name)) continue;
    const target = path.join(draftFolder, ...name.split('/'));
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, bytes);
  }
  return manifest;
}

/** Undefined where the file is too large to be a project. */
async function readPacked(file: string): Promise<Uint8Array | undefined> {
  try {
    const { size } = await stat(file);
    return size > maxByteLength ? undefined : await readFile(file);
  } catch (error) {
    const isGone = ['ENOENT', 'ENOTDIR'].includes(systemCode(error));
    const key = isGone ? 'failure.projectMissing' : 'failure.projectUnreadable';
    throw new AppFailureError('draft', key, { cause: error });
  }
}

function readManifest(bytes: Uint8Array | undefined): ProjectManifest {
  try {
    return manifestSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    throw new AppFailureError('draft', 'failure.notAProject', { cause: error });
  }
}

/** Files in a folder and its folders, with `/` between. */
async function filesIn(folder: string, prefix = ''): Promise<readonly string[]> {
  const entries = await readdir(path.join(folder, prefix), { withFileTypes: true });
  const names = await Promise.all(
    entries.map(async (entry) => {
      const name = prefix + entry.name;
      if (entry.isDirectory()) return filesIn(folder, `${name}/`);
      return entry.isFile() ? [name] : [];
    }),
  );
  return names.flat();
}

async function zipFiles(files: ProjectFiles): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    zip(files, { level: 1 }, (error, bytes) => (error ? reject(error) : resolve(bytes)));
  });
}

/** What of an archive may be in a project; nothing where it is no archive. */
async function unzipFiles(bytes: Uint8Array): Promise<Unzipped> {
  let total = 0;
  const options: AsyncUnzipOptions = {
    filter({ name, originalSize }) {
      total += originalSize;
      return (name === manifestName || allowedName.test(name)) && total <= maxByteLength;
    },
  };
  return new Promise((resolve) => {
    unzip(bytes, options, (error, files) => resolve(error ? {} : files));
  });
}
