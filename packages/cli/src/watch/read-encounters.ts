import type { Encounter } from '@forecheck/core';
import { formatOf } from '../encounter-input.ts';
import { streamBytes } from '../file-access.ts';
import { readJsonInput } from '../json-input.ts';

/**
 * The encounters of a file: as they are, or out of 3101 and 3102 messages.
 *
 * @throws {@link CliError} `file-unreadable`, `input-malformed`; NhsaError when a message is none
 */
export async function readEncounters(path: string): Promise<readonly Encounter[]> {
  const encounters: Encounter[] = [];
  for await (const value of valuesOf(path)) {
    if (formatOf(value, 'auto') === 'core') {
      // Unchecked on purpose: evaluating checks every field, and says what it could not read.
      encounters.push(value as Encounter);
      continue;
    }
    const { parsePrecheckRequest } = await import('@forecheck/nhsa');
    const parsed = parsePrecheckRequest(value, {});
    encounters.push(...[parsed, ...parsed.others].map(({ encounter }) => encounter));
  }
  return encounters;
}

async function* valuesOf(path: string): AsyncGenerator<unknown> {
  const isLines = /\.(?:jsonl|ndjson)$/i.test(path);
  const input = await readJsonInput(streamBytes(path), { isLines });
  if (input.form === 'single') yield input.value;
  if (input.form === 'list') yield* input.values;
  if (input.form !== 'lines') return;
  for await (const { read } of input.entries) {
    if ('failure' in read) throw read.failure;
    if ('value' in read) yield read.value;
  }
}
