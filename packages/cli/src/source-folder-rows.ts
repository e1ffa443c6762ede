import { join } from 'node:path';
import type { Parsed, ProblemCode } from '@forecheck/core/schema';
import { isCliError } from './error.ts';
import { readBytes, streamBytes } from './file-access.ts';
import { splitLines } from './split-lines.ts';

/** One thing wrong with a source folder. No message repeats a value. */
export interface FolderProblem {
  /** `row-malformed`: what stands there is no row at all, not even JSON; else what is wrong with a field of it. */
  readonly code: 'row-malformed' | ProblemCode;
  /** Relative to the source folder, with forward slashes. */
  readonly file: string;
  /** From 1; absent when it is about the file as a whole. */
  readonly line?: number;
  /** Of a file that holds a list: which of its entries, from 1. */
  readonly entry?: number;
  /** Field inside the line or file: `parameters.sex`. Empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** Where a row was read. */
export interface RowPlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Of a file that holds a list: which of its entries, from 1. */
  readonly entry?: number;
}

/** Rows of one kind, and where each of them stands. */
export interface ReadRows<Row> {
  readonly rows: Row[];
  /** Those, and the values that are not in the form of such a row, for linting. */
  readonly values: unknown[];
  /** Of `values`. */
  readonly places: RowPlace[];
}

/** No rows yet. */
export function noRows<Row>(): ReadRows<Row> {
  return { rows: [], values: [], places: [] };
}

/** Turns one JSON value into a row. */
export type ParseRow<Row> = (value: unknown) => Parsed<Row>;

/** Adds one problem; further ones are counted only. */
export type Complain = (problem: FolderProblem) => void;

/**
 * Rows of JSON lines files, read one line at a time: a catalogue is larger than one string should be. A line that is not
 * a row is complained of and left out; blank lines are passed over.
 *
 * @throws {@link CliError} `file-unreadable`.
 */
export async function readLineRows<Row>(
  folder: string,
  files: readonly string[],
  parse: ParseRow<Row>,
  complain: Complain,
): Promise<ReadRows<Row>> {
  const read = noRows<Row>();
  for (const file of files) {
    let line = 0;
    try {
      for await (const text of splitLines(streamBytes(join(folder, file)))) {
        line += 1;
        if (text.trim() === '') continue;
        const parsed = parseJson(text);
        if (parsed === undefined)
          complain({ code: 'row-malformed', file, line, path: '', message: 'the line is not JSON' });
        else addRow(read, parsed.value, parse, { file, line }, complain);
      }
    } catch (error) {
      complain(unreadableText(error, file, line + 1));
    }
  }
  return read;
}

/**
 * The value of a JSON file, or `undefined` when it is none, which is complained of.
 *
 * @throws {@link CliError} `file-unreadable`.
 */
async function readJsonFile(
  folder: string,
  file: string,
  complain: Complain,
): Promise<{ readonly value: unknown } | undefined> {
  const lines: string[] = [];
  try {
    for await (const line of splitLines(once(await readBytes(join(folder, file))))) lines.push(line);
  } catch (error) {
    complain(unreadableText(error, file, lines.length + 1));
    return undefined;
  }
  const text = lines.join('\n');
  const parsed = parseJson(text);
  if (parsed === undefined) {
    complain({ code: 'row-malformed', file, line: faultyLine(text), path: '', message: 'the file is not JSON' });
  }
  return parsed;
}

/** The row that a whole JSON file holds. */
export async function readFileRow<Row>(
  folder: string,
  file: string,
  parse: ParseRow<Row>,
  read: ReadRows<Row>,
  complain: Complain,
): Promise<void> {
  const json = await readJsonFile(folder, file, complain);
  if (json !== undefined) addRow(read, json.value, parse, { file, line: 1 }, complain);
}

/** The rows of a JSON file that holds a list. */
export async function readListRows<Row>(
  folder: string,
  file: string,
  parse: ParseRow<Row>,
  complain: Complain,
): Promise<ReadRows<Row>> {
  const read = noRows<Row>();
  const json = await readJsonFile(folder, file, complain);
  if (json === undefined) return read;
  if (!Array.isArray(json.value)) {
    complain({ code: 'row-malformed', file, path: '', message: 'the file does not hold a list' });
    return read;
  }
  for (const [index, value] of json.value.entries()) {
    const entry = index + 1;
    addRow(read, value, parse, { file, line: 1, entry }, ({ line: _, ...problem }) =>
      complain({ ...problem, path: `[${index}]${dot(problem.path)}`, message: `entry ${entry}: ${problem.message}` }),
    );
  }
  return read;
}

function addRow<Row>(
  read: ReadRows<Row>,
  value: unknown,
  parse: ParseRow<Row>,
  place: RowPlace,
  complain: Complain,
): void {
  read.values.push(value);
  read.places.push(place);
  const parsed = parse(value);
  if (parsed.ok) read.rows.push(parsed.value);
  else for (const problem of parsed.problems) complain({ ...place, ...problem });
}

function dot(path: string): string {
  return path === '' || path.startsWith('[') ? path : `.${path}`;
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** The engine's own message quotes the text, so only the place is taken from it. */
function faultyLine(text: string): number {
  try {
    JSON.parse(text);
  } catch (error) {
    const at = /at position (\d+)/.exec((error as Error).message)?.[1];
    if (at !== undefined) return text.slice(0, Number(at)).split('\n').length;
  }
  return text.split('\n').length;
}

/** Text that cannot be read as such is a problem of the file; anything else is none of ours to explain. */
function unreadableText(error: unknown, file: string, line: number): FolderProblem {
  if (!isCliError(error) || error.code !== 'input-malformed') throw error;
  return { code: 'row-malformed', file, line, path: '', message: error.message };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
