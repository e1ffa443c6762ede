import { TextDecoder } from 'node:util';
import { CliError } from './error.ts';

/**
 * The lines of a UTF-8 text, without their ends; a byte order mark is left out.
 *
 * @throws {@link CliError} `input-malformed`: not UTF-8, or a line longer than `LINE_LENGTH_MAX`.
 */
export async function* splitLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let parts: string[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    const lines = decode(decoder, chunk).split('\n');
    const last = lines.pop()!;
    for (const line of lines) {
      parts.push(line);
      yield parts.join('').replace(/\r$/, '');
      parts = [];
      length = 0;
    }
    parts.push(last);
    length += last.length;
    if (length > LINE_LENGTH_MAX) {
      throw new CliError('input-malformed', `one line may hold ${LINE_LENGTH_MAX} characters, this one holds more`);
    }
  }
  parts.push(decode(decoder));
  const rest = parts.join('');
  if (rest !== '') yield rest;
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    throw new CliError('input-malformed', 'the input is not UTF-8');
  }
}

/** Longest line, in characters. A whole stay in one line is about 16 million. */
const LINE_LENGTH_MAX = 134_217_728;
