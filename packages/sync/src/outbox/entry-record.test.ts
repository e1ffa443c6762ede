import { expect, test } from 'vitest';
import { decodeEntryRecord, encodeEntryRecord } from './entry-record.ts';
import { firstLedger } from './ledger.ts';
import { decodeLedger, encodeLedger, LEDGER_BYTES } from './ledger-record.ts';

const ENTRY = { position: 2 ** 40 + 7, class: 'alert', bytes: Uint8Array.of(1, 2, 3, 0, 255) } as const;

test('an entry comes back from its record', () => {
  expect(decodeEntryRecord(encodeEntryRecord(ENTRY))).toEqual(ENTRY);
});

test('a ledger comes back from its record, whatever its numbers', () => {
  const ledger = { ...firstLedger('s'.repeat(64)), revision: 2 ** 53 - 1, acknowledged: 3, next: 9, damaged: 4 };
  expect(decodeLedger(encodeLedger(ledger))).toEqual(ledger);
  expect(encodeLedger(ledger).length).toBe(LEDGER_BYTES);
});

test('a record of which any bit has changed is none', () => {
  for (const [record, decode] of [
    [encodeEntryRecord(ENTRY), decodeEntryRecord],
    [encodeLedger(firstLedger('stream')), decodeLedger],
  ] as const) {
    for (let bit = 0; bit < record.length * 8; bit += 1) {
      const damaged = record.slice();
      damaged[bit >> 3] = damaged[bit >> 3]! ^ (1 << (bit & 7));
      expect(decode(damaged)).toBeUndefined();
    }
    for (let length = 0; length < record.length; length += 1) expect(decode(record.slice(0, length))).toBeUndefined();
    expect(decode(Uint8Array.of(...record, 0))).toBeUndefined();
  }
});
