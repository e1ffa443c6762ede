import stringWidth from 'string-width';

/**
 * The text in lines of at most `width` terminal columns. A Chinese character takes two of them, and a line may break
 * before or after one; Latin words stay whole unless they are longer than a line.
 */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(BREAKABLE) ?? []) {
    for (const part of stringWidth(word) > width ? [...word] : [word]) {
      if (stringWidth(line + part.trimEnd()) > width && !NEVER_FIRST.test(part)) {
        lines.push(line.trimEnd());
        line = '';
      }
      line += line === '' ? part.trimStart() : part;
    }
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line.trimEnd()];
}

/** The text filled with spaces to `width` terminal columns. */
export function padText(text: string, width: number, side: 'left' | 'right' = 'left'): string {
  const spaces = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return side === 'left' ? text + spaces : spaces + text;
}

/** One wide character, or a run of others with the spaces after it. */
const BREAKABLE =
  /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’]*\s*/gu;
/** Closing punctuation hangs over the margin by a character, as Chinese typesetting has it. */
const NEVER_FIRST = /^[，。、；：！？）》”’]/u;
