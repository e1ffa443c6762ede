import { ENTRY_HEADER_BYTES } from './entry-record.ts';
import { bytesTaken, ENTRY_OVERHEAD_BYTES, type Ledger } from './ledger.ts';
import type { OutboxEntry } from './outbox.ts';
import type { OutboxTransaction, RowSize } from './outbox-rows.ts';

/**
 * Drops the oldest telemetry, then the oldest alerts, until an entry fits the quota. The ledger after that, or
 * `undefined` when dropping all that may give way for it would not be enough; then nothing is dropped.
 */
export async function makeRoom(
  transaction: OutboxTransaction,
  ledger: Ledger,
  entry: OutboxEntry,
  bytesMax: number,
): Promise<Ledger | undefined> {
  let missing = bytesTaken(ledger) + entry.bytes.length + ENTRY_OVERHEAD_BYTES - bytesMax;
  if (missing <= 0) return ledger;
  const drops: Drop[] = [];
  for (const droppedClass of GIVES_WAY_FOR[entry.class]) {
    const rows = await oldestWorth(transaction, droppedClass, missing);
    for (const row of rows) {
      drops.push({ ...row, droppedClass });
      missing -= worthOf(row);
      if (missing <= 0) return applyDrops(transaction, ledger, drops);
    }
  }
  return undefined;
}

interface Drop extends RowSize {
  readonly droppedClass: 'telemetry' | 'alert';
}

/** At least so many of the oldest that dropping them frees `bytes`, if there are so many. */
async function oldestWorth(
  transaction: OutboxTransaction,
  droppedClass: Drop['droppedClass'],
  bytes: number,
): Promise<readonly RowSize[]> {
  for (let count = 16; ; count *= 8) {
    const rows = await transaction.listOldest(droppedClass, count);
    if (rows.length < count || rows.reduce((sum, row) => sum + worthOf(row), 0) >= bytes) return rows;
  }
}

async function applyDrops(transaction: OutboxTransaction, ledger: Ledger, drops: readonly Drop[]): Promise<Ledger> {
  let { entries, bytes, droppedTelemetry, droppedAlerts } = ledger;
  for (const { position, recordBytes, droppedClass } of drops) {
    await transaction.remove(position);
    entries -= 1;
    bytes -= recordBytes - ENTRY_HEADER_BYTES;
    if (droppedClass === 'telemetry') droppedTelemetry += 1;
    else droppedAlerts += 1;
  }
  return { ...ledger, entries, bytes, droppedTelemetry, droppedAlerts };
}

function worthOf({ recordBytes }: RowSize): number {
  return recordBytes - ENTRY_HEADER_BYTES + ENTRY_OVERHEAD_BYTES;
}

/** What is dropped for an entry of a class, in order. A newer entry is worth more than an older one of its class. */
const GIVES_WAY_FOR: Readonly<Record<OutboxEntry['class'], readonly Drop['droppedClass'][]>> = {
  telemetry: ['telemetry'],
  alert: ['telemetry', 'alert'],
  disposition: ['telemetry', 'alert'],
};
