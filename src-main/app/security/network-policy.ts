/** Schemes whose requests stay inside this computer. */
const localSchemes = new Set(['app:', 'devtools:', 'blob:', 'data:']);

/** True for a request that may be made: it cannot leave this computer. */
export function isLocalAddress(address: string): boolean {
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(address)?.[0];
  return scheme !== undefined && localSchemes.has(scheme.toLowerCase());
}
