/**
 * A text as GitHub-flavoured Markdown that shows it and nothing else: no emphasis, link, image, HTML, entity, table
 * cell, list, heading, code block or live address comes of it. One line: breaks become blanks, control characters
 * nothing.
 */
export function escapeMarkdown(text: string): string {
  // Word by word: one pattern over the whole text would be quadratic in a text without blanks, which Chinese is.
  return escapeStart(
    plainLine(text)
      .split(' ')
      .map((word) => (ADDRESS.test(word) ? codeSpan(word) : escapeSigns(word)))
      .join(' '),
  );
}

/** The text on one line, without what moves a cursor, hides, or turns the direction of writing. */
export function plainLine(text: string): string {
  return (
    text
      .replace(/[\s\u2028\u2029\u0085]+/gu, ' ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
      .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu, '')
      .replace(/[\ud800-\udfff]/gu, '\ufffd')
      .trim()
  );
}

function escapeSigns(word: string): string {
  return word.replace(/[\\`*_[\]<>#|~&$]/g, '\\$&');
}

/** What makes a list or a heading of a line that begins with it. */
function escapeStart(line: string): string {
  return line.replace(/^([-+=])/, '\\$1').replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

/**
 * Addresses of pages and mail become links wherever they stand as text, escaped or not: renderers look for them after
 * the escapes are gone. Code is the one place where they do not look. The fence is longer than any in the word.
 */
function codeSpan(word: string): string {
  const longest = Math.max(0, ...[...word.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = word.startsWith('`') || word.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${word}${pad}${fence}`;
}

const ADDRESS = /@|:\/\/|www\./i;
