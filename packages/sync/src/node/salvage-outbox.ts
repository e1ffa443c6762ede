import { decodeEntryRecord, ENTRY_HEADER_BYTES, ENTRY_MAGIC, type PlacedEntry } from '../outbox/entry-record.ts';
import type { Ledger } from '../outbox/ledger.ts';
import { decodeLedger, LEDGER_BYTES, LEDGER_MAGIC } from '../outbox/ledger-record.ts';
import { PAGE_BYTES } from './outbox-database.ts';

/** What is left of a database. */
export interface Salvage {
  /** By position. Entries that were removed since may be among them. */
  readonly entries: ReadonlyMap<number, PlacedEntry>;
  /** Every ledger that was found, in no order. */
  readonly ledgers: readonly Ledger[];
}

/**
 * Looks through the bytes of a database and its logs for records, without asking SQLite: records say by themselves
 * whether they are whole, so it does not matter what became of the pages around them.
 */
export function salvageOutbox(database: Uint8Array, logs: readonly Uint8Array[]): Salvage {
  const pages = pagesOf(database);
  const frames = logs.flatMap(framesOf);
  // The pages of the database first: all of theirs was committed. What a log holds behind its last commit was not.
  const views = [...[...pages].map(([, bytes]) => bytes), ...frames.map(({ bytes }) => bytes)];
  const latest = new Map([...pages, ...frames.map(({ page, bytes }) => [page, bytes] as const)]);
  const entries = new Map<number, PlacedEntry>();
  const ledgers: Ledger[] = [];
  for (const view of views) {
    for (const at of findAll(view, LEDGER_MAGIC)) {
      const ledger = decodeLedger(view.subarray(at, at + LEDGER_BYTES));
      if (ledger !== undefined) ledgers.push(ledger);
    }
    for (const at of findAll(view, ENTRY_MAGIC)) {
      const entry = entryAt(view, at, latest) ?? entryAt(view, at, pages);
      if (entry !== undefined && !entries.has(entry.position)) entries.set(entry.position, entry);
    }
  }
  return { entries, ledgers };
}

interface Frame {
  readonly page: number;
  readonly bytes: Buffer;
}

function pagesOf(database: Uint8Array): ReadonlyMap<number, Buffer> {
  const pages = new Map<number, Buffer>();
  for (let at = 0; at < database.length; at += PAGE_BYTES) {
    pages.set(at / PAGE_BYTES + 1, bufferOf(database.subarray(at, at + PAGE_BYTES)));
  }
  return pages;
}

function framesOf(log: Uint8Array): readonly Frame[] {
  const frames: Frame[] = [];
  for (let at = LOG_HEADER_BYTES; at + FRAME_HEADER_BYTES < log.length; at += FRAME_HEADER_BYTES + PAGE_BYTES) {
    const page = bufferOf(log.subarray(at, at + FRAME_HEADER_BYTES)).readUInt32BE(0);
    const begin = at + FRAME_HEADER_BYTES;
    frames.push({ page, bytes: bufferOf(log.subarray(begin, begin + PAGE_BYTES)) });
  }
  return frames;
}

/** The entry whose record begins at a place of a page and may go on in overflow pages. */
function entryAt(view: Buffer, at: number, pages: ReadonlyMap<number, Buffer>): PlacedEntry | undefined {
  if (at + ENTRY_HEADER_BYTES > view.length) return undefined;
  const recordBytes = ENTRY_HEADER_BYTES + view.readUInt32BE(at + 17);
  const local = localBytes(recordBytes);
  if (local === recordBytes) return decodeEntryRecord(view.subarray(at, at + recordBytes));
  if (local === undefined || at + local + 4 > view.length) return undefined;
  const pieces = [view.subarray(at, at + local)];
  let missing = recordBytes - local;
  let next = view.readUInt32BE(at + local);
  while (missing > 0) {
    const page = pages.get(next);
    if (page === undefined || page.length < PAGE_BYTES) return undefined;
    const piece = page.subarray(4, 4 + Math.min(missing, PAGE_BYTES - 4));
    pieces.push(piece);
    missing -= piece.length;
    next = page.readUInt32BE(0);
  }
  return decodeEntryRecord(Buffer.concat(pieces));
}

/**
 * Bytes of a record in its own page, after the file format of SQLite (“B-tree Cell Format”): a row that is longer than
 * `usable − 35` keeps only some bytes there. `undefined` for lengths that no record has.
 */
function localBytes(recordBytes: number): number | undefined {
  if (recordBytes > RECORD_BYTES_MAX) return undefined;
  const serialType = 12 + 2 * recordBytes;
  // Header: its own length, the row id (nothing), the class, the record. Body: the class in one byte, the record.
  const before = 3 + (serialType < 128 ? 1 : serialType < 16_384 ? 2 : 3) + 1;
  const payload = before + recordBytes;
  if (payload <= PAGE_BYTES - 35) return recordBytes;
  const least = Math.floor(((PAGE_BYTES - 12) * 32) / 255) - 23;
  const kept = least + ((payload - least) % (PAGE_BYTES - 4));
  return (kept <= PAGE_BYTES - 35 ? kept : least) - before;
}

function* findAll(view: Buffer, magic: Uint8Array): Generator<number> {
  for (let at = view.indexOf(magic); at >= 0; at = view.indexOf(magic, at + 1)) yield at;
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

const LOG_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** Far more than an entry may have, and little enough that a length which is not one costs nothing. */
const RECORD_BYTES_MAX = 1024 * 1024;
