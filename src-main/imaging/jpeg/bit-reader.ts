import { lookupBits, type HuffmanDecoder } from './huffman-decoder';
import { UnsupportedJpegError } from './jpeg-coefficients';

/** Zero bytes that decoders may have to add at the end of a scan; more means that data are missing. */
const maxPaddingBytes = 8;

/** Reads the entropy-coded bits of a scan (T.81 F.2.2.5): most significant first, with stuffed zero bytes left out. */
export class BitReader {
  /** Offset of the next byte that has not gone into the bit buffer. */
  private position: number;
  private buffer = 0;
  private bitCount = 0;
  private paddingBytes = 0;
  private readonly data: Buffer;

  constructor(data: Buffer, start: number) {
    this.data = data;
    this.position = start;
  }

  /** The next `count` (0..16) bits as an unsigned number. */
  bits(count: number): number {
    if (count === 0) return 0;
    if (this.bitCount < count) this.fill();
    this.bitCount -= count;
    return (this.buffer >>> this.bitCount) & ((1 << count) - 1);
  }

  /** The next Huffman symbol. */
  symbol(table: HuffmanDecoder): number {
    if (this.bitCount < 16) this.fill();
    const entry =
      table.lookup[(this.buffer >>> (this.bitCount - lookupBits)) & ((1 << lookupBits) - 1)]!;
    if (entry !== 0) {
      this.bitCount -= entry >> 8;
      return entry & 255;
    }
    const next16 = (this.buffer >>> (this.bitCount - 16)) & 0xffff;
    for (let length = lookupBits + 1; length <= 16; length += 1) {
      if (next16 < table.limits[length]!) {
        this.bitCount -= length;
        return table.symbols[(next16 >> (16 - length)) + table.offsets[length]!]!;
      }
    }
    throw new UnsupportedJpegError('its coded data are corrupt');
  }

  /** A signed number of `size` bits in JPEG's notation (T.81 F.2.2.1: EXTEND). */
  signed(size: number): number {
    const value = this.bits(size);
    return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
  }

  /** Goes on behind the next restart marker. */
  restart(): void {
    const marker = this.end();
    if (this.data[marker] !== 0xff || (this.data[marker + 1]! & 0xf8) !== 0xd0) {
      throw new UnsupportedJpegError('a restart marker is missing');
    }
    this.position = marker + 2;
  }

  /** Drops the bits left over and returns the offset of the marker that ends them. */
  end(): number {
    this.bitCount = 0;
    this.paddingBytes = 0;
    let at = this.position;
    while (at + 1 < this.data.length && !(this.data[at] === 0xff && isMarker(this.data[at + 1]!)))
      at += 1;
    return at;
  }

  private fill(): void {
    while (this.bitCount <= 24) {
      this.buffer = (this.buffer << 8) | this.nextByte();
      this.bitCount += 8;
    }
  }

  private nextByte(): number {
    const byte = this.data[this.position];
    if (byte === undefined) return this.pad();
    if (byte !== 0xff) {
      this.position += 1;
      return byte;
    }
    const next = this.data[this.position + 1];
    if (next === 0) {
      this.position += 2;
      return 0xff;
    }
    return this.pad();
  }

  private pad(): number {
    this.paddingBytes += 1;
    if (this.paddingBytes > maxPaddingBytes)
      throw new UnsupportedJpegError('its coded data end too early');
    return 0;
  }
}

function isMarker(byte: number): boolean {
  return byte !== 0 && byte !== 0xff;
}
