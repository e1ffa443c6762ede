/**
 * Where a text stops being JSON: the offset of the first token that cannot stand there, or the length of a text that
 * ends too early. For texts that `JSON.parse` refuses; its own message often has no place, and quotes the text.
 */
export function findJsonError(text: string): number {
  /** What each open `{` or `[` waits for. */
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let offset = 0;
  for (;;) {
    TOKEN.lastIndex = offset;
    const match = TOKEN.exec(text);
    if (match === null) return skipSpace(text, offset);
    const token = match[1]!;
    const next = step(expected, token, open);
    if (next === undefined) return TOKEN.lastIndex - token.length;
    expected = next;
    offset = TOKEN.lastIndex;
  }
}

type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or end' | 'nothing';

function step(expected: Expected, token: string, open: ('{' | '[')[]): Expected | undefined {
  const afterValue = (): Expected => (open.length === 0 ? 'nothing' : ', or end');
  const close = (bracket: '{' | '['): Expected | undefined => (open.pop() === bracket ? afterValue() : undefined);
  switch (expected) {
    case 'value':
    case 'value or ]':
      if (token === '{' || token === '[') {
        open.push(token);
        return token === '{' ? 'name or }' : 'value or ]';
      }
      if (token === ']' && expected === 'value or ]') return close('[');
      return PUNCTUATION.includes(token) ? undefined : afterValue();
    case 'name':
    case 'name or }':
      if (token === '}' && expected === 'name or }') return close('{');
      return token.startsWith('"') ? ':' : undefined;
    case ':':
      return token === ':' ? 'value' : undefined;
    case ', or end':
      if (token === ',') return open.at(-1) === '{' ? 'name' : 'value';
      if (token === '}') return close('{');
      return token === ']' ? close('[') : undefined;
    case 'nothing':
      return undefined;
  }
}

function skipSpace(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && ' \t\r\n'.includes(text[end]!)) end += 1;
  return end;
}

const PUNCTUATION = '{}[]:,';
const TOKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a JSON string must not hold.
  /[ \t\r\n]*("(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\]:,])/y;
