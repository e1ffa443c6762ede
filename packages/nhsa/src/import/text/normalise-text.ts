/**
 * The regulator's words in one spelling: full-width and compatibility forms folded (`（Ⅱ）` → `(II)`, the radical ⼉ →
 * 儿), white space removed. For comparison and parsing only; what people read stays as published.
 */
export function normaliseText(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}
