import { checksumOf } from './checksum.ts';
import type { Ledger } from './ledger.ts';

/** First bytes of a ledger on disk: `FCL1`. */
export const LEDGER_MAGIC = Uint8Array.of(0x46, 0x43, 0x4c, 0x31);
/** Bytes of a ledger on disk. */
export const LEDGER_BYTES = 160;

/** Bytes that say by themselves what they are and whether they are whole. */
export function encodeLedger(ledger: Ledger): Uint8Array {
  const record = new Uint8Array(LEDGER_BYTES);
  const view = new DataView(record.buffer);
  record.set(LEDGER_MAGIC);
  NUMBERS.forEach((name, index) => {
    view.setFloat64(NUMBERS_AT + index * 8, ledger[name]);
  });
  view.setUint8(STREAM_AT, ledger.stream.length);
  for (let index = 0; index < ledger.stream.length; index += 1) {
    view.setUint8(STREAM_AT + 1 + index, ledger.stream.charCodeAt(index));
  }
  view.setUint32(4, checksumOf(record.subarray(8)));
  return record;
}

/** The ledger, or `undefined` when a byte is not what was written. */
export function decodeLedger(record: Uint8Array): Ledger | undefined {
  if (record.length !== LEDGER_BYTES || !LEDGER_MAGIC.every((byte, index) => record[index] === byte)) return undefined;
  const view = new DataView(record.buffer, record.byteOffset, record.length);
  if (view.getUint32(4) !== checksumOf(record.subarray(8))) return undefined;
  const read = (name: (typeof NUMBERS)[number]): number => view.getFloat64(NUMBERS_AT + NUMBERS.indexOf(name) * 8);
  const stream = record.subarray(STREAM_AT + 1, STREAM_AT + 1 + view.getUint8(STREAM_AT));
  return {
    revision: read('revision'),
    stream: String.fromCharCode(...stream),
    offset: read('offset'),
    acknowledged: read('acknowledged'),
    next: read('next'),
    entries: read('entries'),
    bytes: read('bytes'),
    droppedTelemetry: read('droppedTelemetry'),
    droppedAlerts: read('droppedAlerts'),
    damaged: read('damaged'),
  };
}

const NUMBERS = [
  'revision',
  'offset',
  'acknowledged',
  'next',
  'entries',
  'bytes',
  'droppedTelemetry',
  'droppedAlerts',
  'damaged',
] as const;
const NUMBERS_AT = 8;
// 8 + 9 × 8 = 80, and a name has at most 64 characters of ASCII: 80 + 1 + 64 ≤ 160.
const STREAM_AT = NUMBERS_AT + NUMBERS.length * 8;
