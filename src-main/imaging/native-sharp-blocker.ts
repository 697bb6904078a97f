import { createRequire, Module } from 'node:module';

/** True where sharp must run as WebAssembly: its native Linux library and Electron bring two GLibs that crash each other. */
export const needsWasmSharp = 'electron' in process.versions && process.platform === 'linux';

/**
 * sharp loads its native add-on where it finds one, and `@img/sharp-wasm32` otherwise. An empty module in the cache at
 * the native add-on's place makes it find none. This must happen before sharp is imported, hence a module of its own.
 */
function hideNativeSharp(): void {
  // Under Electron this code is bundled as CommonJS, where __filename exists.
  const require = createRequire(__filename);
  try {
    const nativePath = require.resolve(`@img/sharp-linux-${process.arch}/sharp.node`);
    const empty = new Module(nativePath);
    empty.exports = undefined;
    empty.loaded = true;
    require.cache[nativePath] = empty;
  } catch {
    // The packaged application has no native add-on for Linux: nothing to hide.
  }
}

if (needsWasmSharp) hideNativeSharp();
