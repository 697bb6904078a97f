import { unwatchFile, watchFile } from 'node:fs';
import { sha256OfFile } from '../../files/file-hash';

const intervalMs = 2000;

/**
 * Looks at an original every two seconds, on network drives as well; tells when its content is another one or it is gone.
 * Only the time of a change is not enough: some programs touch files that they merely show.
 * @returns ends the watch
 */
export function watchSource(
  file: string,
  sha256: string,
  onChange: (change: { readonly isGone: boolean }) => void,
): () => void {
  let told: string | undefined;
  const tellOnce = (state: string, isGone: boolean) => {
    if (told === state) return;
    told = state;
    onChange({ isGone });
  };
  const listener = (current: { readonly nlink: number; readonly mtimeMs: number }) => {
    if (current.nlink === 0) {
      tellOnce('gone', true);
      return;
    }
    void sha256OfFile(file)
      .catch(() => undefined)
      .then((found) => {
        if (found !== undefined && found !== sha256) tellOnce(found, false);
        if (found === sha256) told = undefined;
      });
  };
  watchFile(file, { persistent: false, interval: intervalMs }, listener);
  return () => unwatchFile(file, listener);
}
