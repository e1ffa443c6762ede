/** `7.4 µs`, `480 µs`, `2.9 ms`, `1.2 s`: three digits at most are worth reading. */
export function formatUs(us: number): string {
  if (!Number.isFinite(us)) return '–';
  if (us < 999.5) return `${digits(us)} µs`;
  if (us < 999_500) return `${digits(us / 1000)} ms`;
  return `${digits(us / 1_000_000)} s`;
}

/** `×4.3`, `×1,250`. */
export function formatRatio(ratio: number): string {
  return Number.isFinite(ratio) ? `×${ratio < 10 ? ratio.toFixed(2) : digits(ratio)}` : '–';
}

/** `1,000,000`. */
export function formatCount(count: number): string {
  return Math.round(count).toLocaleString('en-US');
}

/** `54.8 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 999_500 ? `${digits(bytes / 1000)} kB` : `${digits(bytes / 1_000_000)} MB`;
}

function digits(value: number): string {
  return value < 10 ? value.toFixed(1) : formatCount(value);
}
