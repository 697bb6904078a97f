/** 12960000 → "12,960,000". */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** "1 place", "3 places". */
export function formatQuantity(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A share of the whole as people say it: "1.2 %", and never "0 %" for something. */
export function formatShare(fraction: number): string {
  if (fraction > 0 && fraction < 0.0001) return 'less than 0.01 %';
  const percent = fraction * 100;
  return `${percent.toFixed(percent < 1 ? 2 : percent < 10 ? 1 : 0)} %`;
}

/** On a clock: "0:42", "1:02:33". */
export function formatClock(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1000));
  const pad = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const rest = pad(seconds % 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** In words: "0.8 s", "42 s", "3 min 5 s", "2 h 10 min". */
export function formatDuration(durationMs: number): string {
  if (durationMs < 9_950) return `${(durationMs / 1000).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

/** Bytes in the unit that reads best: "812 bytes", "48 kB", "1.3 MB". */
export function formatByteLength(byteLength: number): string {
  if (byteLength < 1000) return formatQuantity(byteLength, 'byte');
  if (byteLength < 999_500) return `${Math.round(byteLength / 1000)} kB`;
  const megabytes = byteLength / 1e6;
  return megabytes < 1000
    ? `${megabytes.toFixed(megabytes < 10 ? 1 : 0)} MB`
    : `${(megabytes / 1000).toFixed(1)} GB`;
}

/** Text that a terminal shows and does not obey: names of files may hold control characters. */
export function withoutControls(text: string): string {
  return text.replace(/[\0-\x1f\x7f-\x9f]/g, '?');
}
