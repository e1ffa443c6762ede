import { readFile } from 'node:fs/promises';
import { NhsaError } from '../../error.ts';
import type { TableText } from '../table/table.ts';
import { fileName } from './find-tables.ts';

/**
 * The text of one file.
 *
 * @throws {@link NhsaError} `file-unreadable`; `table-excessive` beyond `TABLE_BYTES_MAX`; `table-malformed` when the
 * bytes are not UTF-8, because a table in another encoding would turn into names that match nothing.
 */
export async function readTableText(path: string): Promise<TableText> {
  const file = fileName(path);
  const bytes = await readBytes(path);
  if (bytes.byteLength > TABLE_BYTES_MAX) {
    throw new NhsaError('table-excessive', file, `\`${file}\` is larger than ${TABLE_BYTES_MAX} bytes`);
  }
  try {
    return { file, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (cause) {
    throw new NhsaError('table-malformed', file, `\`${file}\` is not UTF-8 text`, {}, { cause });
  }
}

/** The bytes of one file. @throws {@link NhsaError} `file-unreadable`. */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const file = fileName(path);
    throw new NhsaError('file-unreadable', file, `\`${file}\` cannot be read`, {}, { cause });
  }
}

/** Largest table that is read: a hundred times the largest one published so far, and within one string. */
const TABLE_BYTES_MAX = 256 * 1024 * 1024;
