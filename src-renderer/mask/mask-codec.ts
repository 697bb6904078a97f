import { compress, decompress } from '../document/compress';
import { maskPlanes, toDelta, type MaskDelta, type MaskPlane, type TileChange } from './mask-layer';
import { tileBytes, type SparseTiles, type TileBytes, type TileKey } from './mask-tiles';

/** Both planes of a mask. */
export type MaskPlanes = Readonly<Record<MaskPlane, SparseTiles>>;

const tilesMagic = 0x484d5431;
const deltaMagic = 0x484d4431;
const hasBefore = 1;
const hasAfter = 2;
/** Magic and number of records. */
const headerBytes = 8;
/** Plane, which sides there are, and key. */
const recordBytes = 8;

/** Compresses all tiles of a mask; `decodeMaskTiles` reads it. */
export async function encodeMaskTiles(planes: MaskPlanes): Promise<Uint8Array<ArrayBuffer>> {
  const changes = maskPlanes.flatMap((plane) =>
    [...planes[plane]].map(([key, after]) => ({ plane, key, before: undefined, after })),
  );
  return encode(tilesMagic, changes);
}

/** @throws on bytes that `encodeMaskTiles` has not written */
export async function decodeMaskTiles(
  bytes: Uint8Array,
): Promise<Record<MaskPlane, Map<TileKey, TileBytes>>> {
  const planes = { painted: new Map<TileKey, TileBytes>(), erased: new Map<TileKey, TileBytes>() };
  for (const { plane, key, after } of await decode(tilesMagic, bytes)) {
    if (after) planes[plane].set(key, after);
  }
  return planes;
}

/** Compresses an edit of a mask; `decodeMaskDelta` reads it. */
export async function encodeMaskDelta(delta: MaskDelta): Promise<Uint8Array<ArrayBuffer>> {
  return encode(deltaMagic, delta.changes);
}

/** @throws on bytes that `encodeMaskDelta` has not written */
export async function decodeMaskDelta(bytes: Uint8Array): Promise<MaskDelta> {
  return toDelta(await decode(deltaMagic, bytes));
}

/** Records first, then the tiles they name, in their order; all deflated but magic and count. */
async function encode(
  magic: number,
  changes: readonly TileChange[],
): Promise<Uint8Array<ArrayBuffer>> {
  const sides = changes.flatMap(({ before, after }) => [before, after]).filter((tile) => !!tile);
  const body = new Uint8Array(changes.length * recordBytes + sides.length * tileBytes);
  const view = new DataView(body.buffer);
  for (const [index, { plane, key, before, after }] of changes.entries()) {
    const flags = (before ? hasBefore : 0) | (after ? hasAfter : 0);
    view.setUint16(index * recordBytes, maskPlanes.indexOf(plane));
    view.setUint16(index * recordBytes + 2, flags);
    view.setUint32(index * recordBytes + 4, key);
  }
  for (const [index, tile] of sides.entries()) {
    body.set(tile, changes.length * recordBytes + index * tileBytes);
  }
  const packed = await compress(body);
  const bytes = new Uint8Array(headerBytes + packed.length);
  const header = new DataView(bytes.buffer);
  header.setUint32(0, magic);
  header.setUint32(4, changes.length);
  bytes.set(packed, headerBytes);
  return bytes;
}

async function decode(magic: number, bytes: Uint8Array): Promise<TileChange[]> {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headerBytes || header.getUint32(0) !== magic) {
    throw new Error('These bytes are not a stored mask.');
  }
  const count = header.getUint32(4);
  const body = await decompress(bytes.subarray(headerBytes));
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  let position = count * recordBytes;
  const takeTile = (): TileBytes => {
    const tile = body.slice(position, (position += tileBytes));
    if (tile.length !== tileBytes) throw new Error('The stored mask ends too early.');
    return tile;
  };
  return Array.from({ length: count }, (_, index) => {
    const plane = maskPlanes[view.getUint16(index * recordBytes)];
    if (!plane) throw new Error('The stored mask has a plane that is not known.');
    const flags = view.getUint16(index * recordBytes + 2);
    return {
      plane,
      key: view.getUint32(index * recordBytes + 4),
      before: (flags & hasBefore) !== 0 ? takeTile() : undefined,
      after: (flags & hasAfter) !== 0 ? takeTile() : undefined,
    };
  });
}
