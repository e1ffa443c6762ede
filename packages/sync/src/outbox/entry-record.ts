import { checksumOf } from './checksum.ts';
import type { OutboxEntry } from './outbox.ts';

/** An entry at its position, as it lies on disk. */
export interface PlacedEntry extends OutboxEntry {
  readonly position: number;
}

/** First bytes of a record: `FCE1`. With them an entry is found again in a file that is otherwise beyond reading. */
export const ENTRY_MAGIC = Uint8Array.of(0x46, 0x43, 0x45, 0x31);
/** Bytes before those of the entry: magic, checksum, position, class, length. */
export const ENTRY_HEADER_BYTES = 21;

/** Classes by the number that stands for them on disk. */
export const CLASS_NUMBERS = { disposition: 2, alert: 3, telemetry: 4 } as const;

/** Bytes that say by themselves what they are, where they belong, and whether they are whole. */
export function encodeEntryRecord(entry: PlacedEntry): Uint8Array {
  const record = new Uint8Array(ENTRY_HEADER_BYTES + entry.bytes.length);
  const view = new DataView(record.buffer);
  record.set(ENTRY_MAGIC);
  view.setFloat64(8, entry.position);
  view.setUint8(16, CLASS_NUMBERS[entry.class]);
  view.setUint32(17, entry.bytes.length);
  record.set(entry.bytes, ENTRY_HEADER_BYTES);
  view.setUint32(4, checksumOf(record.subarray(8)));
  return record;
}

/** The entry of a record, or `undefined` when a byte of it is not what was written. */
export function decodeEntryRecord(record: Uint8Array): PlacedEntry | undefined {
  if (record.length < ENTRY_HEADER_BYTES) return undefined;
  const view = new DataView(record.buffer, record.byteOffset, record.length);
  const entryClass = CLASS_BY_NUMBER[view.getUint8(16)];
  if (entryClass === undefined || !ENTRY_MAGIC.every((byte, index) => record[index] === byte)) return undefined;
  if (view.getUint32(17) !== record.length - ENTRY_HEADER_BYTES) return undefined;
  if (view.getUint32(4) !== checksumOf(record.subarray(8))) return undefined;
  return { position: view.getFloat64(8), class: entryClass, bytes: record.slice(ENTRY_HEADER_BYTES) };
}

const CLASS_BY_NUMBER: Readonly<Record<number, OutboxEntry['class']>> = {
  [CLASS_NUMBERS.disposition]: 'disposition',
  [CLASS_NUMBERS.alert]: 'alert',
  [CLASS_NUMBERS.telemetry]: 'telemetry',
};
