/** Reads in order what a ByteWriter wrote; a read behind the end throws a RangeError. */
export class ByteReader {
  private readonly block: Uint8Array;
  private readonly view: DataView;
  private offset = 0;

  constructor(bytes: Uint8Array) {
    this.block = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  uint32(): number {
    const value = this.view.getUint32(this.offset, true);
    this.offset += 4;
    return value;
  }

  ascii(): string {
    const length = this.uint32();
    const text = String.fromCharCode(...this.block.subarray(this.offset, this.offset + length));
    this.offset += length;
    return text;
  }

  /** Shares memory with what is read. */
  bytes(): Uint8Array {
    const length = this.uint32();
    const bytes = this.block.subarray(this.offset, this.offset + length);
    this.offset += length;
    return bytes;
  }

  floats(): Float32Array {
    const count = this.uint32();
    const values = new Float32Array(count);
    for (let i = 0; i < count; i++) {
      values[i] = this.view.getFloat32(this.offset + 4 * i, true);
    }
    this.offset += values.byteLength;
    return values;
  }
}
