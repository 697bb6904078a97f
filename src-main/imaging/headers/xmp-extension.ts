const guidLength = 32;
const partHeadLength = guidLength + 8;

/**
 * The second packet of a JPEG whose XMP data do not fit into one segment (XMP specification part 3, 1.1.3.1), joined
 * from its parts (segments without their prefix: GUID, whole length, offset, bytes); undefined unless all parts of the
 * one that `xmp` names are there.
 */
export function joinXmpExtension(
  xmp: Buffer | undefined,
  parts: readonly Buffer[],
): Buffer | undefined {
  const guid = xmp && extensionGuid(xmp);
  const own = parts
    .filter((part) => part.length > partHeadLength && part.toString('latin1', 0, 32) === guid)
    .map((part) => ({
      total: part.readUInt32BE(guidLength),
      offset: part.readUInt32BE(guidLength + 4),
      bytes: part.subarray(partHeadLength),
    }))
    .sort((a, b) => a.offset - b.offset);
  let end = 0;
  for (const { offset, bytes } of own) {
    if (offset !== end) return undefined;
    end += bytes.length;
  }
  const isWhole = own.length > 0 && own.every(({ total }) => total === end);
  return isWhole ? Buffer.concat(own.map(({ bytes }) => bytes)) : undefined;
}

/** The GUID of the second packet that an XMP packet names, as an attribute or an element. */
export function extensionGuid(xmp: Buffer): string | undefined {
  const pattern = /:HasExtendedXMP(?:\s*=\s*["']|\s*>\s*)([\dA-Fa-f]{32})/;
  return pattern.exec(xmp.toString('latin1'))?.[1];
}
