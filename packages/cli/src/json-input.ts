import { CliError } from './error.ts';
import { findJsonError } from './find-json-error.ts';
import { splitLines } from './split-lines.ts';

/** What a file or a pipe holds, by its outermost form. The answer is given in the same form. */
export type JsonInput =
  | { readonly form: 'single'; readonly value: unknown }
  | { readonly form: 'list'; readonly values: readonly unknown[] }
  /** One JSON value per line, read as it is asked for. */
  | { readonly form: 'lines'; readonly entries: AsyncIterable<LineEntry> };

/** One line. */
export interface LineEntry {
  /** From 1. */
  readonly line: number;
  /** What it holds, or why that cannot be said. */
  readonly read: { readonly value: unknown } | { readonly failure: CliError } | { readonly isBlank: true };
}

/** How to read. */
export interface JsonInputOptions {
  /** Taken to be JSON lines, whatever the first line looks like. */
  readonly isLines: boolean;
}

/**
 * The form of an input, and what it holds. A first line that is a whole object makes it JSON lines; anything else is
 * read to its end as one JSON text.
 *
 * No message repeats the input: it is about a person.
 *
 * @throws {@link CliError} `input-malformed`.
 */
export async function readJsonInput(
  bytes: AsyncIterable<Uint8Array>,
  { isLines }: JsonInputOptions,
): Promise<JsonInput> {
  const lines = splitLines(bytes)[Symbol.asyncIterator]();
  if (isLines) return { form: 'lines', entries: readEntries([], lines) };
  let blank = 0;
  let next = await lines.next();
  while (!next.done && next.value.trim() === '') {
    blank += 1;
    next = await lines.next();
  }
  if (next.done) throw new CliError('input-malformed', 'the input is empty');
  const first = parseText(next.value);
  if (first !== undefined && isObject(first.value)) {
    return { form: 'lines', entries: readEntries([...Array<string>(blank).fill(''), next.value], lines) };
  }
  const text = await joinLines([...Array<string>(blank).fill(''), next.value], lines);
  const whole = parseText(text);
  if (whole === undefined) throw notJson(text);
  if (Array.isArray(whole.value)) return { form: 'list', values: whole.value };
  if (isObject(whole.value)) return { form: 'single', value: whole.value };
  throw new CliError('input-malformed', 'the input holds neither an object nor an array');
}

/**
 * The one value that an input holds.
 *
 * @throws {@link CliError} `input-malformed`, also when there are several.
 */
export async function readOnlyValue(bytes: AsyncIterable<Uint8Array>): Promise<unknown> {
  const input = await readJsonInput(bytes, { isLines: false });
  if (input.form === 'single') return input.value;
  const values = input.form === 'list' ? [...input.values] : [];
  if (input.form === 'lines') {
    for await (const { read } of input.entries) {
      if ('failure' in read) throw read.failure;
      if ('isBlank' in read) continue;
      values.push(read.value);
      if (values.length > 1) break;
    }
  }
  if (values.length === 1) return values[0];
  throw new CliError('input-malformed', 'one encounter is expected, the input holds another number of them');
}

async function* readEntries(read: readonly string[], lines: AsyncIterator<string>): AsyncGenerator<LineEntry> {
  let line = 0;
  const entryOf = (text: string): LineEntry => {
    line += 1;
    if (text.trim() === '') return { line, read: { isBlank: true } };
    const parsed = parseText(text);
    if (parsed !== undefined) return { line, read: parsed };
    return { line, read: { failure: new CliError('input-malformed', `line ${line} is not JSON`, { line }) } };
  };
  for (const text of read) yield entryOf(text);
  for (let next = await lines.next(); !next.done; next = await lines.next()) yield entryOf(next.value);
}

async function joinLines(read: string[], lines: AsyncIterator<string>): Promise<string> {
  let length = 0;
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    length += next.value.length;
    if (length > JSON_LENGTH_MAX) {
      throw new CliError(
        'input-malformed',
        `one JSON text may hold ${JSON_LENGTH_MAX} characters, this one holds more`,
      );
    }
    read.push(next.value);
  }
  return read.join('\n');
}

function notJson(text: string): CliError {
  const offset = findJsonError(text);
  const before = text.slice(0, offset).split('\n');
  const line = before.length;
  const column = before.at(-1)!.length + 1;
  const what = offset === text.length ? 'ends too early' : 'is not JSON';
  return new CliError('input-malformed', `the input ${what}: line ${line}, column ${column}`, { line, column });
}

function parseText(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Longest JSON text that is read as a whole, in characters; half of what the engine can hold in one text. */
const JSON_LENGTH_MAX = 268_435_456;
