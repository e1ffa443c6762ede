import type { OutboxEntry } from '@forecheck/sync';

/** An entry whose bytes say which it is, some longer than a page. */
export function entryOf(id: number, entryClass: OutboxEntry['class'] = 'disposition'): OutboxEntry {
  const length = id % 17 === 0 ? 9000 : 20 + (id % 300);
  return { class: entryClass, bytes: new Uint8Array(Buffer.alloc(length, `${id};`)) };
}

/** The number of an entry, 0 for an empty one, or -1 where the bytes are not those of any. */
export function idOf(bytes: Uint8Array): number {
  if (bytes.length === 0) return 0;
  const id = Number.parseInt(Buffer.from(bytes).toString('latin1'), 10);
  return Number.isInteger(id) && Buffer.from(entryOf(id).bytes).equals(bytes) ? id : -1;
}
