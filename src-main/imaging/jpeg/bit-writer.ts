const initialByteLength = 1 << 16;

/** Collects entropy-coded bits, most significant first, with a zero byte stuffed behind each 0xff (T.81 F.1.2.3). */
export class BitWriter {
  private bytes = Buffer.allocUnsafe(initialByteLength);
  private length = 0;
  private buffer = 0;
  private bitCount = 0;

  /** Adds the low `count` (0..16) bits of `value`. */
  write(value: number, count: number): void {
    this.buffer = (this.buffer << count) | (value & ((1 << count) - 1));
    this.bitCount += count;
    while (this.bitCount >= 8) {
      this.bitCount -= 8;
      this.writeByte((this.buffer >>> this.bitCount) & 255);
    }
  }

  /** Fills the last byte with ones and returns all that was written. */
  finish(): Buffer {
    if (this.bitCount > 0) this.write(0xff, 8 - this.bitCount);
    return this.bytes.subarray(0, this.length);
  }

  private writeByte(byte: number): void {
    if (this.length + 2 > this.bytes.length) {
      const larger = Buffer.allocUnsafe(this.bytes.length * 2);
      this.bytes.copy(larger, 0, 0, this.length);
      this.bytes = larger;
    }
    this.bytes[this.length] = byte;
    this.length += 1;
    if (byte === 0xff) {
      this.bytes[this.length] = 0;
      this.length += 1;
    }
  }
}
