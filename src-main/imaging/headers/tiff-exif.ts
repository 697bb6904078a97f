import {
  serialiseTiff,
  swapByteOrder,
  type TiffField,
  type TiffNode,
  type TiffValue,
} from '../containers/tiff-fields';
import { bufferSource, type ByteSource } from './byte-source';
import {
  readTiffBytes,
  readTiffDirectory,
  readTiffLayout,
  readTiffNumber,
  tiffType,
  type TiffDirectory,
  type TiffLayout,
} from './tiff-directory';
import { tiffTag } from './tiff-tags';

const maxValueBytes = 16 * 1024 * 1024;

/**
 * Tags of a TIFF's directory that describe how the pixels are stored; a copy states them anew. Blocks that have their
 * own place in PhotoMetadata, and private data on layers that a repaired copy no longer has, are among them.
 */
const structuralTags = new Set<number>([
  254,
  255,
  256,
  257,
  258,
  259,
  262,
  263,
  264,
  265,
  266,
  273,
  274,
  277,
  278,
  279,
  280,
  281,
  284,
  288,
  289,
  290,
  291,
  292,
  293,
  301,
  317,
  320,
  321,
  322,
  323,
  324,
  325,
  330,
  332,
  333,
  334,
  336,
  337,
  338,
  339,
  340,
  341,
  342,
  343,
  347,
  512,
  513,
  514,
  515,
  517,
  518,
  519,
  520,
  521,
  529,
  530,
  531,
  532,
  tiffTag.xmp,
  tiffTag.iptc,
  tiffTag.photoshop,
  tiffTag.iccProfile,
  tiffTag.photoshopLayers,
  tiffTag.exifDirectory,
  tiffTag.gpsDirectory,
  tiffTag.interoperabilityDirectory,
  tiffTag.dngVersion,
  tiffTag.dngBackwardVersion,
]);

/** Types whose values are offsets, which lead nowhere in a copy. */
const offsetTypes = new Set<number>([tiffType.directory, tiffType.directory8]);

/** Sub-directories of EXIF: the tag that points to one, inside any directory. */
const directoryTags = new Set<number>([
  tiffTag.exifDirectory,
  tiffTag.gpsDirectory,
  tiffTag.interoperabilityDirectory,
]);

/**
 * EXIF data (a TIFF structure of its own) made of the descriptive tags of a TIFF file and its EXIF and GPS directories;
 * undefined where there are none. Those of a BigTIFF become classic ones: other readers of EXIF know no others.
 */
export function exifFromTiff(
  source: ByteSource,
  layout: TiffLayout,
  directory: TiffDirectory,
): Buffer | undefined {
  const node = describeDirectory(source, layout, directory);
  return node.fields.length > 0 ? serialiseTiff(node, { ...layout, isBig: false }) : undefined;
}

/** The descriptive fields of EXIF data as a tree, in the byte order stated; undefined where it cannot be read. */
export function readExifTree(exif: Buffer): { node: TiffNode; layout: TiffLayout } | undefined {
  const source = bufferSource(exif);
  const layout = readTiffLayout(source);
  const directory = layout && readTiffDirectory(source, layout, layout.firstDirectoryOffset);
  return directory && { node: describeDirectory(source, layout, directory), layout };
}

/**
 * True when every descriptive field of `wanted` is found in `exif` with the same value, in whatever byte order. Fields
 * that a writer states anew (resolution, size) do not count.
 */
export function holdsExif(exif: Buffer | undefined, wanted: Buffer): boolean {
  const wantedTree = readExifTree(wanted);
  const tree = exif && readExifTree(exif);
  if (!wantedTree) return true;
  if (!tree) return holdsFields({ fields: [] }, wantedTree.node);
  const inOrder = (field: TiffField): TiffField =>
    tree.layout.littleEndian === wantedTree.layout.littleEndian ? field : swapByteOrder(field);
  return holdsFields(tree.node, { fields: wantedTree.node.fields.map(inOrder) });
}

/** True when EXIF data tell something about the photo, and not only its resolution and size. */
export function describesPhoto(exif: Buffer | undefined): boolean {
  const tree = exif && readExifTree(exif);
  return tree?.node.fields.some((field) => !restatedTags.has(field.tag)) ?? false;
}

/** Resolution, its unit, and pixel size, which encoders restate. */
const restatedTags = new Set<number>([282, 283, 296, 40962, 40963]);

function holdsFields(node: TiffNode, wanted: TiffNode): boolean {
  return wanted.fields.every((field) => {
    const found = node.fields.find(({ tag }) => tag === field.tag);
    if (restatedTags.has(field.tag)) return true;
    if (!found) return false;
    if ('directory' in field) {
      return 'directory' in found && holdsFields(found.directory, field.directory);
    }
    return !('directory' in found) && found.bytes.equals(field.bytes);
  });
}

/** The descriptive fields and EXIF sub-directories of a first directory. */
function describeDirectory(
  source: ByteSource,
  layout: TiffLayout,
  directory: TiffDirectory,
): TiffNode {
  const described = copyDirectory(source, layout, directory, 0);
  return {
    fields: described.fields.filter(
      (field) => 'directory' in field || !structuralTags.has(field.tag),
    ),
  };
}

function copyDirectory(
  source: ByteSource,
  layout: TiffLayout,
  directory: TiffDirectory,
  depth: number,
): TiffNode {
  const fields: TiffField[] = [];
  for (const entry of directory.entries.values()) {
    if (directoryTags.has(entry.tag)) {
      const offset = readTiffNumber(source, layout, entry, 0);
      const child = depth < 2 ? readTiffDirectory(source, layout, offset) : undefined;
      if (child) {
        fields.push({ tag: entry.tag, directory: copyDirectory(source, layout, child, depth + 1) });
      }
    } else if (entry.byteLength <= maxValueBytes && !offsetTypes.has(entry.type)) {
      const { tag, type, count } = entry;
      const bytes = Buffer.from(readTiffBytes(source, entry));
      const field = narrowField({ tag, type, count, bytes }, layout);
      if (field && bytes.length > 0) fields.push(field);
    }
  }
  return { fields };
}

/** A field of BigTIFF's 64-bit numbers with 32 bits for each; undefined where one has no room in them. */
function narrowField(field: TiffValue, { littleEndian }: TiffLayout): TiffValue | undefined {
  const isSigned = field.type === tiffType.signedLong8;
  if (field.type !== tiffType.long8 && !isSigned) return field;
  const bytes = Buffer.alloc(field.bytes.length / 2);
  for (let at = 0; at < bytes.length; at += 4) {
    const wide = field.bytes.subarray(2 * at, 2 * at + 8);
    const value = littleEndian ? wide.readBigInt64LE() : wide.readBigInt64BE();
    if (value !== (isSigned ? BigInt.asIntN(32, value) : BigInt.asUintN(32, value))) {
      return undefined;
    }
    wide.copy(bytes, at, littleEndian ? 0 : 4);
  }
  return { ...field, type: isSigned ? tiffType.signedLong : tiffType.long, bytes };
}
