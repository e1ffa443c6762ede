import { isSyncError, SyncError } from '../error.ts';
import { EVENT_BYTES_MAX } from '../protocol/limits.ts';
import { closedError } from '../store/store-error.ts';
import { createAppendQueue, type PendingAppend } from './append-queue.ts';
import { decodeEntryRecord, ENTRY_HEADER_BYTES, encodeEntryRecord } from './entry-record.ts';
import type { Ledger } from './ledger.ts';
import { makeRoom } from './make-room.ts';
import type { Outbox, OutboxBatch, OutboxDepth, OutboxEntry } from './outbox.ts';
import type { OutboxRow, OutboxRows, OutboxTransaction } from './outbox-rows.ts';

/** What an outbox needs beside its rows. */
export interface OutboxSettings {
  /** Quota: bytes of the entries, and some for each. */
  readonly bytesMax: number;
  /** A name that no other stream has; ASCII, at most 64 characters. */
  readonly newStream: () => string;
  /** Resolves when the callers of this turn have had their say; appends until then share one flush. */
  readonly gather: () => Promise<void>;
}

/** Quota of an outbox unless told otherwise: some 600,000 dispositions. */
export const OUTBOX_BYTES_MAX = 256 * 1024 * 1024;

/** An outbox over rows. Everything it does to them is done one after the other. */
export async function createOutbox(rows: OutboxRows, settings: OutboxSettings): Promise<Outbox> {
  const { bytesMax, newStream, gather } = settings;
  let ledger = await rows.transact('read', (transaction) => transaction.readLedger());
  let last: Promise<unknown> = Promise.resolve();
  let closing: Promise<void> | undefined;

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  }

  const change = (
    mode: 'write' | 'free',
    work: (transaction: OutboxTransaction, before: Ledger) => Promise<Ledger>,
  ): Promise<void> =>
    inTurn(async () => {
      ledger = await rows.transact(mode, async (transaction) => {
        const before = await transaction.readLedger();
        const after = await work(transaction, before);
        if (after === before) return before;
        const written = { ...after, revision: before.revision + 1 };
        await transaction.writeLedger(written);
        return written;
      });
    });

  async function commit(batch: readonly PendingAppend[]): Promise<void> {
    let positions: readonly (number | undefined)[] = [];
    try {
      await change('write', async (transaction, before) => {
        const outcome = await insertAll(transaction, before, batch, bytesMax);
        positions = outcome.positions;
        return outcome.ledger;
      });
    } catch (error) {
      if (batch.length > 1 && isSyncError(error) && error.code === 'storage-full') {
        // What is too large for the last bytes of a disk must not keep out what would fit.
        for (const pending of batch) await commit([pending]);
        return;
      }
      for (const { reject } of batch) reject(error);
      return;
    }
    const { offset } = ledger;
    batch.forEach(({ resolve, reject }, index) => {
      const position = positions[index];
      if (position === undefined) reject(new SyncError('storage-full', 'safe', 'the quota of the outbox is full'));
      else resolve(position - offset);
    });
  }

  const queue = createAppendQueue(commit, gather);

  return {
    get stream() {
      return ledger.stream;
    },
    get depth() {
      return depthOf(ledger);
    },
    async append(entry) {
      if (closing !== undefined) throw closedError();
      const { class: entryClass, bytes } = checkEntry(entry);
      // Copied: the caller may use its buffer again while the flush is awaited.
      const copy = { class: entryClass, bytes: new Uint8Array(bytes) };
      return new Promise<number>((resolve, reject) => queue.add({ entry: copy, resolve, reject }));
    },
    async read(limits) {
      if (closing !== undefined) throw closedError();
      return readBatch(limits);
    },
    async acknowledge(stream, sequence) {
      if (closing !== undefined) throw closedError();
      await change('free', (transaction, before) => removeAcknowledged(transaction, before, stream, sequence));
    },
    async beginStream() {
      if (closing !== undefined) throw closedError();
      await change('free', async (_, before) => ({ ...before, stream: newStream(), offset: before.acknowledged }));
    },
    close() {
      closing ??= queue.drain().then(() => inTurn(() => rows.close()));
      return closing;
    },
  };

  async function readBatch(limits: Parameters<Outbox['read']>[0]): Promise<OutboxBatch> {
    const listed = await inTurn(async () => {
      const found = await rows.transact('read', (transaction) => listRows(transaction, limits));
      // A database that had to be repaired goes on in another stream.
      ledger = found.before;
      return found;
    });
    const { batch, damaged } = gatherBatch(listed, limits.bytesMax);
    if (damaged.length > 0)
      await change('free', (transaction, current) => removeDamaged(transaction, current, damaged));
    return batch;
  }
}

function checkEntry(entry: OutboxEntry): OutboxEntry {
  const { length } = entry.bytes;
  // Empty bytes tell the bureau that an entry is gone.
  if (length === 0) throw new SyncError('option-malformed', 'never', 'an entry has no bytes');
  if (length <= EVENT_BYTES_MAX) return entry;
  throw new SyncError('message-excessive', 'never', `an entry has \`${length}\` bytes`, {
    value: length,
    limit: EVENT_BYTES_MAX,
  });
}

async function insertAll(
  transaction: OutboxTransaction,
  before: Ledger,
  batch: readonly PendingAppend[],
  bytesMax: number,
): Promise<{ readonly ledger: Ledger; readonly positions: readonly (number | undefined)[] }> {
  let ledger = before;
  const positions: (number | undefined)[] = [];
  for (const { entry } of batch) {
    const roomy = await makeRoom(transaction, ledger, entry, bytesMax);
    positions.push(roomy?.next);
    if (roomy === undefined) continue;
    const position = roomy.next;
    await transaction.insert(position, entry.class, encodeEntryRecord({ ...entry, position }));
    ledger = { ...roomy, next: position + 1, entries: roomy.entries + 1, bytes: roomy.bytes + entry.bytes.length };
  }
  return { ledger, positions };
}

interface ListedRows {
  readonly before: Ledger;
  /** What was looked at: where there is no row, there is nothing any more. */
  readonly from: number;
  readonly until: number;
  readonly rows: readonly OutboxRow[];
}

async function listRows(
  transaction: OutboxTransaction,
  { entriesMax, bytesMax, after = 0 }: Parameters<Outbox['read']>[0],
): Promise<ListedRows> {
  const before = await transaction.readLedger();
  const from = Math.min(Math.max(before.acknowledged, before.offset + after) + 1, before.next);
  const until = Math.min(from + Math.max(entriesMax, 1), before.next);
  const recordBytesMax = bytesMax + (until - from) * ENTRY_HEADER_BYTES;
  const rows = await transaction.list(from, until, recordBytesMax);
  const isCut = rows.reduce((sum, { record }) => sum + record.length, 0) > recordBytesMax;
  return { before, from, until: isCut ? (rows.at(-1)?.position ?? from) + 1 : until, rows };
}

/** The batch, with empty bytes where no good row is, and the rows that were found damaged. */
function gatherBatch(
  { before, from, until, rows }: ListedRows,
  bytesMax: number,
): { readonly batch: OutboxBatch; readonly damaged: readonly OutboxRow[] } {
  const rowByPosition = new Map(rows.map((row) => [row.position, row]));
  const entries: Uint8Array[] = [];
  const damaged: OutboxRow[] = [];
  let bytes = 0;
  for (let position = from; position < until; position += 1) {
    const row = rowByPosition.get(position);
    const entry = row && decodeEntryRecord(row.record);
    const whole = entry?.position === position ? entry.bytes : new Uint8Array(0);
    if (entries.length > 0 && bytes + whole.length > bytesMax) break;
    if (row !== undefined && whole.length === 0) damaged.push(row);
    entries.push(whole);
    bytes += whole.length;
  }
  return { batch: { stream: before.stream, first: from - before.offset, entries }, damaged };
}

async function removeDamaged(
  transaction: OutboxTransaction,
  before: Ledger,
  damaged: readonly OutboxRow[],
): Promise<Ledger> {
  let { entries, bytes } = before;
  for (const { position, record } of damaged) {
    await transaction.remove(position);
    entries -= 1;
    bytes -= payloadBytes(record.length, 1);
  }
  return { ...before, entries, bytes, damaged: before.damaged + damaged.length };
}

async function removeAcknowledged(
  transaction: OutboxTransaction,
  before: Ledger,
  stream: string,
  sequence: number,
): Promise<Ledger> {
  const acknowledged = before.offset + sequence;
  // What was never written here cannot be acknowledged: the stream is a copy or has been put back, and what it holds
  // under these sequences is not what the bureau has.
  if (stream !== before.stream || acknowledged <= before.acknowledged || acknowledged >= before.next) return before;
  const { rows, recordBytes } = await transaction.removeThrough(acknowledged);
  return {
    ...before,
    acknowledged,
    entries: before.entries - rows,
    bytes: before.bytes - payloadBytes(recordBytes, rows),
  };
}

function payloadBytes(recordBytes: number, rows: number): number {
  return recordBytes - rows * ENTRY_HEADER_BYTES;
}

function depthOf(ledger: Ledger): OutboxDepth {
  const { entries, bytes, next, offset, droppedTelemetry, droppedAlerts, damaged } = ledger;
  return { entries, bytes, next: next - offset, droppedTelemetry, droppedAlerts, damaged };
}
