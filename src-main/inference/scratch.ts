/** A buffer that is kept as long as the same length is asked for; its content is whatever was left there. */
export function createScratch(): (length: number) => Float32Array {
  let buffer = new Float32Array(0);
  return (length) => {
    if (buffer.length !== length) buffer = new Float32Array(length);
    return buffer;
  };
}
