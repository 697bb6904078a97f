import { useEffect, useMemo } from 'react';

/** Pictures of main's as something that an image can show; given back when they are no longer shown. */
export function usePictureUrls(
  pictures: readonly (Uint8Array | undefined)[],
): readonly (string | undefined)[] {
  // The pictures of a list are replaced with the list, never changed.
  const key = pictures.length;
  const urls = useMemo(
    () =>
      pictures.map(
        (png) =>
          png &&
          URL.createObjectURL(new Blob([png as Uint8Array<ArrayBuffer>], { type: 'image/png' })),
      ),
    [key],
  );
  useEffect(() => () => urls.forEach((url) => url && URL.revokeObjectURL(url)), [urls]);
  return urls;
}
