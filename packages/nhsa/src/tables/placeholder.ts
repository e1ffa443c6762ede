/**
 * Whether a text only fills a mandatory field. Seen in messages of hospitals: `-`, `--`, `默认`, `无`, `null`.
 * Expects trimmed text; the empty text counts.
 */
export function isPlaceholder(text: string): boolean {
  if (text.length > PLACEHOLDER_LENGTH_MAX) return false;
  // Most short texts are codes.
  const first = text.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39) return false;
  return PLACEHOLDERS.has(LATIN_INITIALS.has(first) ? text.toLowerCase() : text);
}

/**
 * Whether a day only fills a mandatory field: `1900-01-01`, the first days of database types (0001, 1753, 1899), and
 * the far future (9999-12-31, 2099-12-31). Nobody alive was born before 1901.
 */
export function isPlaceholderDate(year: number, month: number, dayOfMonth: number): boolean {
  return year <= 1900 || year >= 2100 || (year === 2099 && month === 12 && dayOfMonth === 31);
}

const PLACEHOLDERS: ReadonlySet<string> = new Set([
  '',
  '-',
  '--',
  '---',
  '—',
  '——',
  '－',
  '/',
  '*',
  '.',
  '默认',
  '无',
  '暂无',
  '未知',
  '不详',
  '空',
  'null',
  'none',
  'nil',
  'undefined',
  'nan',
  'n/a',
  '(null)',
]);
/** Of `null`, `none`, `nan`, `nil`, `n/a`, `undefined` and `(null)`, in either case. */
const LATIN_INITIALS: ReadonlySet<number> = new Set([0x4e, 0x6e, 0x55, 0x75, 0x28]);
const PLACEHOLDER_LENGTH_MAX = 9;
