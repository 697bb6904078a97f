import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { serveScheme, type SchemeResponse } from '../electron-compat';
import { contentSecurityPolicy } from '../security/content-security-policy';
import { findBuiltFile, listBuiltFiles } from './built-files';

const scheme = 'app';

/** Where the window's page comes from. */
export const appOrigin = `${scheme}://heirloom`;

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-cache',
};

/** Makes the scheme a secure origin like https; to be called before Electron is ready. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme, privileges }]);
}

/** Serves the built window, and `pages` (by path, "/crashed.html") of main's own making. */
export function serveWindow(folder: string, pages: ReadonlyMap<string, string>): void {
  const files = listBuiltFiles(folder);
  serveScheme(protocol, scheme, async (address): Promise<SchemeResponse> => {
    const page = pages.get(address.slice(appOrigin.length));
    if (page !== undefined) {
      const mimeType = address.endsWith('.css') ? 'text/css' : 'text/html';
      return respond(200, mimeType, Buffer.from(page));
    }
    const found = findBuiltFile(files, appOrigin, address);
    if (!found) return respond(404, 'text/plain', Buffer.alloc(0));
    return respond(200, found.mimeType, await readFile(found.file));
  });
}

function respond(statusCode: number, mimeType: string, body: Buffer): SchemeResponse {
  return { statusCode, mimeType, headers, body };
}
