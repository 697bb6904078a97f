/** Appends little-endian numbers, ASCII names and float arrays to a growing block of bytes. */
export class ByteWriter {
  private block = new Uint8Array(1024);
  private view = new DataView(this.block.buffer);
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
    for (let i = 0; i < text.length; i++) this.block[this.length + i] = text.charCodeAt(i);
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

  /** Length, then the bytes. */
  bytes(bytes: Uint8Array): void {
    this.uint32(bytes.length);
    this.reserve(bytes.length);
    this.block.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** What was written so far; shares memory with the writer. */
  written(): Uint8Array {
    return this.block.subarray(0, this.length);
  }

  private reserve(byteLength: number): void {
    const needed = this.length + byteLength;
    if (needed <= this.block.length) return;
    const grown = new Uint8Array(Math.max(needed, 2 * this.block.length));
    grown.set(this.block);
    this.block = grown;
    this.view = new DataView(grown.buffer);
  }
}
