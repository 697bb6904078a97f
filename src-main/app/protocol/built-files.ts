import { readdirSync } from 'node:fs';
import path from 'node:path';

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** One file that the window may load. */
export interface BuiltFile {
  readonly file: string;
  readonly mimeType: string;
}

/**
 * Every file of the built window by its path in the address ("/main.js"); "/" is index.html. Whatever is not listed here
 * cannot be asked for, so no spelling of an address can lead out of the folder.
 */
export function listBuiltFiles(folder: string): ReadonlyMap<string, BuiltFile> {
  const files = new Map<string, BuiltFile>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const mimeType = mimeTypes[path.extname(entry.name)];
    if (!entry.isFile() || mimeType === undefined) continue;
    files.set(`/${entry.name}`, { file: path.join(folder, entry.name), mimeType });
  }
  const index = files.get('/index.html');
  if (index) files.set('/', index);
  return files;
}

/** The file that an address of the window's own scheme stands for; undefined for every other address. */
export function findBuiltFile(
  files: ReadonlyMap<string, BuiltFile>,
  origin: string,
  address: string,
): BuiltFile | undefined {
  if (!address.startsWith(`${origin}/`)) return undefined;
  const [name] = address.slice(origin.length).split(/[?#]/);
  return files.get(name!);
}
