/** Bytes made smaller. The browser does it in the window's own thread, one slice after the other. */
export async function compress(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return through(bytes, new CompressionStream('deflate'));
}

/** What `compress` was given. @throws TypeError for other bytes */
export async function decompress(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  return through(bytes as Uint8Array<ArrayBuffer>, new DecompressionStream('deflate'));
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const result = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(result).arrayBuffer());
}
