/**
 * Averages 2 x 2 blocks of RGBA pixels (4 bytes, alpha not premultiplied) into one row. Colours count by their alpha, so
 * that what is hidden does not shine through at edges; where all is transparent they count alike.
 * @param upper,lower two rows of `width` pixels; the same row twice at the lower edge of a picture of odd height
 * @param out ceil(width / 2) pixels; the last one of an odd width is the mean of two
 */
export function halveRows(
  upper: Uint8Array,
  lower: Uint8Array,
  width: number,
  out: Uint8Array,
): void {
  const last = 4 * (width - 1);
  for (let left = 0, to = 0; left <= last; left += 8, to += 4) {
    const right = Math.min(left + 4, last);
    const a = upper[left + 3]!;
    const b = upper[right + 3]!;
    const c = lower[left + 3]!;
    const d = lower[right + 3]!;
    const alpha = a + b + c + d;
    out[to + 3] = (alpha + 2) >> 2;
    if (alpha === 1020 || alpha === 0) {
      out[to] = (upper[left]! + upper[right]! + lower[left]! + lower[right]! + 2) >> 2;
      out[to + 1] =
        (upper[left + 1]! + upper[right + 1]! + lower[left + 1]! + lower[right + 1]! + 2) >> 2;
      out[to + 2] =
        (upper[left + 2]! + upper[right + 2]! + lower[left + 2]! + lower[right + 2]! + 2) >> 2;
      continue;
    }
    for (let channel = 0; channel < 3; channel++) {
      const sum =
        a * upper[left + channel]! +
        b * upper[right + channel]! +
        c * lower[left + channel]! +
        d * lower[right + channel]!;
      out[to + channel] = Math.round(sum / alpha);
    }
  }
}
