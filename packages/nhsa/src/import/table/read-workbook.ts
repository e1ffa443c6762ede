import { Buffer } from 'node:buffer';
import readSheets from 'read-excel-file/node';
import { NhsaError } from '../../error.ts';

/** One sheet of a workbook: rows of trimmed cell texts. Trailing empty rows and cells are not kept. */
export interface WorkbookSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** Largest workbook that is opened; the largest published annex has 0.2 MB. */
const WORKBOOK_BYTES_MAX = 64 * 1024 * 1024;

/**
 * Sheets of one `.xlsx` file, in order. Numbers become their shortest text, so a code that somebody stored as a number
 * has lost its leading zeros here: callers check codes by shape.
 *
 * @throws {@link NhsaError} `workbook-malformed` when the bytes are not a workbook, `table-excessive` beyond
 * `WORKBOOK_BYTES_MAX`.
 */
export async function readWorkbook(bytes: Uint8Array, file: string): Promise<readonly WorkbookSheet[]> {
  if (bytes.byteLength > WORKBOOK_BYTES_MAX) {
    throw new NhsaError('table-excessive', file, `\`${file}\` is larger than ${WORKBOOK_BYTES_MAX} bytes`);
  }
  try {
    const sheets = await readSheets(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellText)) }));
  } catch (cause) {
    throw new NhsaError('workbook-malformed', file, `\`${file}\` is not a readable spreadsheet`, {}, { cause });
  }
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return String(value).trim();
}
