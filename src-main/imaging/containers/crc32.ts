const polynomial = 0xedb88320;
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
  }
  return value;
});

/** The checksum of PNG chunks (ISO 3309); Node offers one only from version 20.15 on. */
export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (let index = 0; index < bytes.length; index += 1) {
    value = table[(value ^ bytes[index]!) & 255]! ^ (value >>> 8);
  }
  return (value ^ 0xffffffff) >>> 0;
}
