/** Appends little-endian numbers, ASCII names and float arrays to a growing block of bytes. */
export class ByteWriter {
  private bytes = new Uint8Array(1024);
  private view = new DataView(this.bytes.buffer);
  private length = 0;

  uint32(value: number): void {
    this.reserve(4);
    this.view.setUint32(this.length, value, true);
    this.length += 4;
  }

  /** Length, then one byte a character. */
  ascii(text: string): void {
    this.uint32(text.length);
    this.reserve(text.length);
    for (let i = 0; i < text.length; i++) this.bytes[this.length + i] = text.charCodeAt(i);
    this.length += text.length;
  }

  /** Count, then the values. */
  floats(values: Float32Array): void {
    this.uint32(values.length);
    this.reserve(values.byteLength);
    for (let i = 0; i < values.length; i++) {
      this.view.setFloat32(this.length + 4 * i, values[i]!, true);
    }
    this.length += values.byteLength;
  }

  /** What was written so far; shares memory with the writer. */
  written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  private reserve(byteLength: number): void {
    const needed = this.length + byteLength;
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.bytes.length));
    grown.set(this.bytes);
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }
}
