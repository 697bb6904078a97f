import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { replaceAtomically } from '../../files/atomic-write';
import { systemCode } from '../../files/system-code';

const metaName = 'meta.json';
/** A folder without a description, and what is no folder. */
const notThere = new Set(['ENOENT', 'ENOTDIR']);

/** Where a draft's picture comes from: a file of the person's, the clipboard, or the samples that come with Heirloom. */
export const draftOrigins = ['file', 'pasted', 'sample'] as const;
export type DraftOrigin = (typeof draftOrigins)[number];

/** What is known of a draft beside its parts. */
export const draftMetaSchema = z.strictObject({
  version: z.literal(1),
  name: z.string().min(1),
  origin: z.enum(draftOrigins),
  sourcePath: z.string().min(1),
  /** Of the file that the parts were made for; undefined until it was opened once. */
  sourceSha256: z.string().optional(),
  /** Length of that file. */
  sourceByteLength: z.number().int().min(0).optional(),
  /** Of what that file shows, whatever else it holds; undefined until something was done. */
  pictureSha256: z.string().optional(),
  savedAt: z.iso.datetime(),
  summary: z.string(),
  /** True while a window has it open: found so at the start, the program ended without closing it. */
  isOpen: z.boolean(),
  isFromCrash: z.boolean(),
  /** True where it holds a result that no saved copy has; so until the window says otherwise. */
  isUnsaved: z.boolean().default(true),
  /** True while it holds nothing but what the project file holds that it came from. */
  isUntouchedProject: z.boolean().default(false),
});
export type DraftMeta = Readonly<z.infer<typeof draftMetaSchema>>;

/**
 * The description of the draft in a folder; undefined where there is none that can be understood.
 * @throws the system's error where it is there and cannot be read
 */
export async function readMeta(folder: string): Promise<DraftMeta | undefined> {
  try {
    const text = await readFile(path.join(folder, metaName), 'utf8');
    return draftMetaSchema.parse(JSON.parse(text));
  } catch (error) {
    const code = systemCode(error);
    if (code === '' || notThere.has(code)) return undefined;
    throw error;
  }
}

/** Replaces the description. */
export async function writeMeta(folder: string, meta: DraftMeta): Promise<void> {
  await replaceAtomically(path.join(folder, metaName), JSON.stringify(meta, undefined, 2));
}
