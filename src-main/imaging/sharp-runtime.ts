// The order of these two imports matters: see native-sharp-blocker.ts.
import { needsWasmSharp } from './native-sharp-blocker';
import sharp from 'sharp';

/** Loaders of the formats that Heirloom opens; every other one stays blocked, whatever a file claims to be. */
const allowedLoaders = ['Jpeg', 'Png', 'Tiff', 'Webp', 'Heif'].flatMap((format) => [
  `VipsForeignLoad${format}File`,
  `VipsForeignLoad${format}Buffer`,
]);

// For photographs of unknown origin and a busy processor: no cache, one thread a picture, five loaders.
sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: allowedLoaders });

export { sharp };

/** Which build of sharp this process uses. */
export const sharpBuild: 'native' | 'wasm' = needsWasmSharp ? 'wasm' : 'native';

/**
 * Bytes that sharp returned, in memory of their own. The WebAssembly build hands out a view of its heap, which it
 * reuses as soon as that very Buffer object is gone, whatever other views there are.
 */
export function ownBytes(bytes: Buffer): Buffer {
  return bytes.buffer instanceof SharedArrayBuffer ? Buffer.from(bytes) : bytes;
}
