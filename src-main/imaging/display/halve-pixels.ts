/**
 * Averages 2 x 2 blocks of RGBA pixels (4 bytes, alpha not premultiplied) into one row. Colours count by their alpha, so
 * that what is hidden does not shine through at edges; where all is transparent they count alike.
 * @param rows holds two rows of `width` pixels, one behind the other
 * @param hasLower false at the lower edge of a picture of odd height: the upper row then stands for both
 * @param out is written from index `outStart` on: ceil(width / 2) pixels; the last one of an odd width is the mean of two
 */
export function halveRows(
  rows: Uint8Array,
  hasLower: boolean,
  width: number,
  out: Uint8Array,
  outStart = 0,
): void {
  const last = 4 * (width - 1);
  const down = hasLower ? 4 * width : 0;
  for (let left = 0, to = outStart; left <= last; left += 8, to += 4) {
    const right = Math.min(left + 4, last);
    const lowerLeft = left + down;
    const lowerRight = right + down;
    const a = rows[left + 3]!;
    const b = rows[right + 3]!;
    const c = rows[lowerLeft + 3]!;
    const d = rows[lowerRight + 3]!;
    const alpha = a + b + c + d;
    out[to + 3] = (alpha + 2) >> 2;
    if (alpha === 1020 || alpha === 0) {
      for (let channel = 0; channel < 3; channel++) {
        const sum =
          rows[left + channel]! +
          rows[right + channel]! +
          rows[lowerLeft + channel]! +
          rows[lowerRight + channel]!;
        out[to + channel] = (sum + 2) >> 2;
      }
      continue;
    }
    for (let channel = 0; channel < 3; channel++) {
      const sum =
        a * rows[left + channel]! +
        b * rows[right + channel]! +
        c * rows[lowerLeft + channel]! +
        d * rows[lowerRight + channel]!;
      out[to + channel] = Math.round(sum / alpha);
    }
  }
}
