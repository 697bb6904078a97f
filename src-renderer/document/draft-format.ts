import { z } from 'zod';
import { documentPart } from '../../src-shared/model/draft-part';
import { layerIdSchema, maskIdSchema, runIdSchema } from '../../src-shared/model/ids';
import { markSchema, markStates, type Mark } from '../../src-shared/model/mark';
import type { PhotoId } from '../../src-shared/model/ids';
import { repairSettingsSchema } from '../../src-shared/model/settings';
import {
  decodeMaskDelta,
  decodeMaskTiles,
  encodeMaskTiles,
  type MaskPlanes,
} from '../mask/mask-codec';
import type { MaskDelta } from '../mask/mask-layer';
import { keyColumn, keyRow, tileKey, type TileBytes } from '../mask/mask-tiles';
import {
  changeByteLength,
  changeKinds,
  type DocumentEntry,
  type MarkShapes,
  type RunNote,
} from './document-change';
import type { DocumentState, PhotoDocument } from './photo-document';
import {
  baseShapesPart,
  basePart,
  deltaPart,
  marksPart,
  runPart,
  shapesPart,
  type PartNumbers,
} from './draft-part-names';
import { changedDecisions, decisionsSchema, readDecisions, writeDecisions } from './mark-decisions';
import { decodeMarks, encodeMarks } from './marks-codec';

/** Version of the files of a draft. Before it each step held the states of all marks; what is newer is not read. */
const formatVersion = 2;
const readableVersion = z.union([z.literal(1), z.literal(formatVersion)]);

const states = z.array(z.tuple([z.string(), z.enum(markStates)]));
const pair = <Schema extends z.ZodType>(schema: Schema) =>
  z.object({ before: schema, after: schema });
const run = z.object({
  runId: runIdSchema,
  maskId: maskIdSchema,
  baseLayerId: layerIdSchema,
  settings: repairSettingsSchema,
});
const optionalRun = run.nullable();

const fraction = z.number().min(0).max(1);
const count = z.number().int().min(0);

const lastRunSchema = z.object({
  record: run,
  purpose: z.enum(['repair', 'goOn', 'refine']),
  fromIteration: count.exactOptional(),
  markIds: z.array(z.string()),
  markCount: count,
  result: z
    .object({
      layerId: layerIdSchema,
      doneFraction: fraction,
      reconstructedFraction: fraction,
      changedOutside: count,
      durationMs: z.number().min(0),
    })
    .nullable(),
});

const entrySchema = z.object({
  id: z.number().int().min(1),
  kind: z.enum(changeKinds),
  count: z.number().int().min(0),
  hasMask: z.boolean(),
  hasShapes: z.boolean(),
  markStates: pair(decisionsSchema).optional(),
  layerId: pair(layerIdSchema).optional(),
  run: pair(optionalRun).optional(),
});

const documentSchema = z.object({
  formatVersion: readableVersion,
  width: z.number().int(),
  height: z.number().int(),
  marks: count.default(0),
  base: count.nullable().optional(),
  position: z.number().int().min(0),
  nextId: z.number().int().min(1),
  entries: z.array(entrySchema),
  layerId: layerIdSchema,
  run: optionalRun,
  lastRun: lastRunSchema.nullable().default(null),
  markStates: states,
});

/** The document as text for `document.json`; what was painted lies in parts of its own. */
export function writeDocument(
  state: DocumentState,
  { marks, base }: PartNumbers,
  size: { width: number; height: number },
) {
  const { history, layerId } = state;
  const record: z.input<typeof documentSchema> = {
    formatVersion,
    width: size.width,
    height: size.height,
    marks,
    base: base ?? null,
    position: history.position,
    nextId: history.nextId,
    entries: history.entries.map(({ id, kind, count, mask, markStates: decided, ...rest }) => ({
      id,
      kind,
      count,
      hasMask: mask !== undefined,
      hasShapes: rest.markShapes !== undefined,
      ...(decided && {
        markStates: {
          before: writeDecisions(decided.before),
          after: writeDecisions(decided.after),
        },
      }),
      ...(rest.layerId && { layerId: rest.layerId }),
      ...(rest.run && {
        run: { before: rest.run.before ?? null, after: rest.run.after ?? null },
      }),
    })),
    layerId,
    run: state.run ?? null,
    lastRun: state.lastRun ? writeLastRun(state.lastRun) : null,
    markStates: [...state.markStates],
  };
  return JSON.stringify(record);
}

function writeLastRun({ tiles: _tiles, result, ...note }: RunNote): z.input<typeof lastRunSchema> {
  if (!result) return { ...note, markIds: [...note.markIds], result: null };
  const { photoId: _photoId, runId: _runId, ...rest } = result;
  return { ...note, markIds: [...note.markIds], result: rest };
}

/** Bytes of a repair's `runPart`. */
export async function writeRunTiles({ tiles }: RunNote): Promise<Uint8Array> {
  const painted = new Map(
    tiles.map(({ column, row, data }) => [tileKey(column, row), data as TileBytes]),
  );
  return encodeMaskTiles({ painted, erased: new Map() });
}

/**
 * Makes a document what its draft says.
 * @returns the numbers of its parts; undefined where the draft cannot be read or belongs to a photo of another size, and the
 * document is then as it was
 */
export async function readDraft(
  parts: ReadonlyMap<string, Uint8Array>,
  document: PhotoDocument,
): Promise<PartNumbers | undefined> {
  const record = parseDocument(parts.get(documentPart));
  const { width, height } = document.photo;
  if (record?.width !== width || record.height !== height) return undefined;
  const numbers = numbersOf(record, parts);
  const deltas = await readDeltas(parts, record.entries);
  const base = await readBase(parts, numbers);
  if (!deltas || !base) return undefined;
  document.mask.load(base);
  const entries: DocumentEntry[] = [];
  for (const entry of record.entries) {
    const shapes = entry.hasShapes ? await readShapes(parts.get(shapesPart(entry.id))) : undefined;
    entries.push(toEntry(entry, deltas.get(entry.id), shapes));
  }
  for (const { mask } of entries.slice(0, record.position)) {
    if (mask) document.mask.apply(mask, 'redo');
  }
  document.load({
    history: { entries, position: record.position, nextId: record.nextId },
    layerId: record.layerId,
    run: record.run ?? undefined,
    lastRun: await readLastRun(parts, record.lastRun, document.photo.photoId),
    marks: await readMarks(parts.get(marksPart(numbers.marks))),
    markStates: new Map(record.markStates),
    markShapes:
      lastShapes(entries.slice(0, record.position)) ?? (await readBaseShapes(parts, numbers)).after,
  });
  return numbers;
}

/** Documents that say nothing of a base are older than its number. */
function numbersOf(
  { marks, base }: z.infer<typeof documentSchema>,
  parts: ReadonlyMap<string, Uint8Array>,
): PartNumbers {
  if (base === undefined) return { marks, base: parts.has(basePart(0)) ? 0 : undefined };
  return { marks, base: base ?? undefined };
}

/** Undefined where it is named and cannot be read. */
async function readBase(
  parts: ReadonlyMap<string, Uint8Array>,
  { base }: PartNumbers,
): Promise<MaskPlanes | undefined> {
  if (base === undefined) return { painted: new Map(), erased: new Map() };
  const bytes = parts.get(basePart(base));
  return bytes && decodeMaskTiles(bytes).catch(() => undefined);
}

/** Undefined also where the tiles are missing: without them the end of the repair would be half a step. */
async function readLastRun(
  parts: ReadonlyMap<string, Uint8Array>,
  note: z.infer<typeof lastRunSchema> | null,
  photoId: PhotoId,
): Promise<RunNote | undefined> {
  const bytes = note && parts.get(runPart(note.record.runId));
  if (!bytes) return undefined;
  try {
    const { painted } = await decodeMaskTiles(bytes);
    const tiles = [...painted].map(([key, data]) => ({
      column: keyColumn(key),
      row: keyRow(key),
      data,
    }));
    const { runId } = note.record;
    return { ...note, tiles, result: note.result ? { ...note.result, photoId, runId } : undefined };
  } catch {
    return undefined;
  }
}

function parseDocument(bytes: Uint8Array | undefined) {
  if (!bytes) return undefined;
  try {
    return documentSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}

async function readDeltas(
  parts: ReadonlyMap<string, Uint8Array>,
  entries: readonly z.infer<typeof entrySchema>[],
): Promise<ReadonlyMap<number, MaskDelta> | undefined> {
  const deltas = new Map<number, MaskDelta>();
  for (const { id, hasMask } of entries) {
    if (!hasMask) continue;
    const bytes = parts.get(deltaPart(id));
    if (!bytes) return undefined;
    try {
      deltas.set(id, await decodeMaskDelta(bytes));
    } catch {
      return undefined;
    }
  }
  return deltas;
}

async function readMarks(bytes: Uint8Array | undefined): Promise<readonly Mark[]> {
  if (!bytes) return [];
  try {
    return z.array(markSchema).parse(await decodeMarks(bytes));
  } catch {
    // Marks can be found again; what was painted cannot.
    return [];
  }
}

/** The marks of one step's `shapesPart`: how many there were before, then all before and after. */
async function readShapes(
  bytes: Uint8Array | undefined,
): Promise<NonNullable<DocumentEntry['markShapes']>> {
  const marks = [...(await readMarks(bytes))];
  const before = marks.filter(({ id }) => id.startsWith(beforePrefix));
  const after = marks.filter(({ id }) => !id.startsWith(beforePrefix));
  return {
    before: new Map(
      before.map((mark) => {
        const id = mark.id.slice(beforePrefix.length);
        return [id, { ...mark, id }];
      }),
    ),
    after: new Map(after.map((mark) => [mark.id, mark])),
  };
}

const beforePrefix = 'before ';

/** Bytes of one step's `shapesPart`. */
export async function writeShapes({
  before,
  after,
}: NonNullable<DocumentEntry['markShapes']>): Promise<Uint8Array> {
  const earlier = [...before.values()].map((mark) => ({ ...mark, id: beforePrefix + mark.id }));
  return encodeMarks([...earlier, ...after.values()]);
}

async function readBaseShapes(
  parts: ReadonlyMap<string, Uint8Array>,
  { base }: PartNumbers,
): Promise<NonNullable<DocumentEntry['markShapes']>> {
  return readShapes(base === undefined ? undefined : parts.get(baseShapesPart(base)));
}

function lastShapes(done: readonly DocumentEntry[]): MarkShapes | undefined {
  const last = done.reduce<DocumentEntry | undefined>(
    (found, entry) => (entry.markShapes ? entry : found),
    undefined,
  );
  return last?.markShapes?.after;
}

function toEntry(
  { markStates: decided, run: runs, layerId, ...entry }: z.infer<typeof entrySchema>,
  mask: MaskDelta | undefined,
  markShapes: DocumentEntry['markShapes'],
): DocumentEntry {
  const change = {
    kind: entry.kind,
    count: entry.count,
    ...(mask && { mask }),
    ...(markShapes && { markShapes }),
    ...(decided && {
      markStates: changedDecisions({
        before: readDecisions(decided.before),
        after: readDecisions(decided.after),
      }),
    }),
    ...(layerId && { layerId }),
    ...(runs && { run: { before: runs.before ?? undefined, after: runs.after ?? undefined } }),
  };
  return { ...change, id: entry.id, byteLength: changeByteLength(change) };
}
