import type { Provenance } from '../../../src-shared/model/provenance';

const namespace = 'urn:heirloom:provenance:1.0:';
/** TIFF decoders refuse a file with a tag longer than 50 MB. */
const maxMergedBytes = 32 * 1024 * 1024;
const rdfNamespace = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

/** An XMP packet and, where the provenance could not be added, why. */
export interface MergedXmp {
  readonly xmp: Buffer | undefined;
  readonly problem?: string;
}

/**
 * Adds a repair to an XMP packet (or to a new one) as an entry of the sequence heirloom:Repairs. Everything that the
 * packet holds stays where it is, character for character; only blanks at its end go where the result would be longer
 * than `maxByteLength`. A packet that cannot be understood, or has no room, is returned unchanged.
 */
export function addProvenance(
  xmp: Buffer | undefined,
  provenance: Provenance,
  originalSha256: string,
  maxByteLength = Infinity,
): MergedXmp {
  const entry = describeRepair(provenance, originalSha256);
  if (!xmp) return { xmp: Buffer.from(newPacket(describeRepairs(entry, ''))) };
  const text = readText(xmp);
  const merged = text === undefined ? undefined : insertRepair(text, entry);
  if (merged === undefined) {
    return {
      xmp,
      problem:
        'The repair could not be noted in the XMP data, which are not well-formed; they were kept as they are.',
    };
  }
  for (const candidate of [merged, merged.replace(/\s+(<\?xpacket end=)/, '\n$1')]) {
    if (Buffer.byteLength(candidate) <= maxByteLength) return { xmp: Buffer.from(candidate) };
  }
  return {
    xmp,
    problem: 'The XMP data have no room left for a note on the repair; they were kept as they are.',
  };
}

/** The packet with tiff:Orientation, where it states one, set to 1: the saved samples are upright. */
export function uprightXmp(xmp: Buffer): Buffer {
  const text = readText(xmp);
  if (text === undefined) return xmp;
  return Buffer.from(
    text
      .replace(/(tiff:Orientation\s*=\s*["'])[2-8](["'])/g, '$11$2')
      .replace(/(<tiff:Orientation>\s*)[2-8](\s*<\/tiff:Orientation>)/g, '$11$2'),
  );
}

/**
 * One packet made of a JPEG's two: the descriptions of the second are put behind those of the first, which no longer
 * names another. Undefined where either cannot be understood, the second declares names around its descriptions, or
 * both are longer than any format takes.
 */
export function mergeXmpExtension(xmp: Buffer, extension: Buffer): Buffer | undefined {
  if (xmp.length + extension.length > maxMergedBytes) return undefined;
  const text = readText(xmp);
  const [, before, descriptions] =
    /^([^]*?<rdf:RDF[^>]*)>([^]*)<\/rdf:RDF>/.exec(readText(extension) ?? '') ?? [];
  if (text === undefined || descriptions === undefined) return undefined;
  if (/\sxmlns:(?!(?:rdf|x)\s*=)/.test(before ?? '')) return undefined;
  const single = text
    .replace(/\s+[\w.-]+:HasExtendedXMP\s*=\s*(?:"[^"]*"|'[^']*')/g, '')
    .replace(/<([\w.-]+:HasExtendedXMP)\s*>[^<]*<\/\1\s*>/g, '');
  const merged = insertDescription(single, descriptions);
  return merged === undefined ? undefined : Buffer.from(merged);
}

/** Undefined where the bytes are not UTF-8. */
function readText(xmp: Buffer): string | undefined {
  const text = xmp.toString('utf8');
  return Buffer.from(text).equals(xmp) ? text : undefined;
}

function insertRepair(text: string, entry: string): string | undefined {
  const earlier = /<\/rdf:Seq>\s*<\/heirloom:Repairs>/.exec(text);
  if (earlier) return insertAt(text, earlier.index, entry);
  if (text.includes(namespace)) return undefined;
  const about = /\srdf:about\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(text);
  return insertDescription(text, describeRepairs(entry, about?.[1] ?? about?.[2] ?? ''));
}

function insertDescription(text: string, description: string): string | undefined {
  const end = text.lastIndexOf('</rdf:RDF>');
  if (end >= 0) return insertAt(text, end, description);
  const empty = /<rdf:RDF([^>]*)\/>/.exec(text);
  if (!empty) return undefined;
  const opened = `<rdf:RDF${empty[1] ?? ''}>${description}</rdf:RDF>`;
  return text.slice(0, empty.index) + opened + text.slice(empty.index + empty[0].length);
}

function insertAt(text: string, index: number, inserted: string): string {
  return text.slice(0, index) + inserted + text.slice(index);
}

function describeRepairs(entry: string, about: string): string {
  return `<rdf:Description rdf:about="${about}" xmlns:heirloom="${namespace}"><heirloom:Repairs><rdf:Seq>${entry}</rdf:Seq></heirloom:Repairs></rdf:Description>\n`;
}

function describeRepair(provenance: Provenance, originalSha256: string): string {
  const properties = {
    Program: provenance.program,
    Version: provenance.version,
    PriorId: provenance.priorId,
    PriorSha256: provenance.priorSha256,
    Seed: String(provenance.seed),
    Settings: provenance.settingsJson,
    DamageMaskSha256: provenance.damageMaskSha256,
    OriginalSha256: originalSha256,
  };
  const elements = Object.entries(properties).map(
    ([name, value]) => `<heirloom:${name}>${escapeXml(value)}</heirloom:${name}>`,
  );
  return `<rdf:li rdf:parseType="Resource">${elements.join('')}</rdf:li>`;
}

function newPacket(description: string): string {
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="${rdfNamespace}">
${description}</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
}

function escapeXml(text: string): string {
  // XML 1.0 has no way to write most control characters, so they are left out.
  const printable = text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '');
  return printable.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
