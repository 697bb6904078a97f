import { useEffect, useRef } from 'react';

/** Pictures of main's as something that an image can show; given back when they are no longer shown. */
export function usePictureUrls(
  pictures: readonly (Uint8Array | undefined)[],
): readonly (string | undefined)[] {
  const urls = useRef(new Map<Uint8Array, string>()).current;
  useEffect(() => {
    const shown = new Set(pictures);
    for (const [png, url] of urls) {
      if (shown.has(png)) continue;
      URL.revokeObjectURL(url);
      urls.delete(png);
    }
  });
  useEffect(
    () => () => {
      for (const url of urls.values()) URL.revokeObjectURL(url);
      urls.clear();
    },
    [urls],
  );
  return pictures.map((png) => png && urlOf(png, urls));
}

function urlOf(png: Uint8Array, urls: Map<Uint8Array, string>): string {
  const known = urls.get(png);
  if (known !== undefined) return known;
  const picture = new Blob([png as Uint8Array<ArrayBuffer>], { type: 'image/png' });
  const url = URL.createObjectURL(picture);
  urls.set(png, url);
  return url;
}
