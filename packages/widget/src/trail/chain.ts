import type { TraceEntry } from '../events.ts';

/** One line of a trail that can only grow. */
export interface TrailRecord {
  /** From 1, without a gap. */
  readonly sequence: number;
  /** Digest of the record before; empty for the first. */
  readonly previous: string;
  readonly entry: TraceEntry;
  /** Of sequence, previous digest and entry. */
  readonly digest: string;
}

/** A cryptographic digest of a text, in hexadecimal: SHA-256 or SM3 of its UTF-8. */
export type Digest = (text: string) => string;

/**
 * The record to write behind the last one. Write it durably before the entry counts: `shown` comes before anybody can answer,
 * so that no answer stands without what it was an answer to.
 */
export function appendToTrail(last: TrailRecord | undefined, entry: TraceEntry, digest: Digest): TrailRecord {
  const sequence = last === undefined ? 1 : last.sequence + 1;
  const previous = last === undefined ? '' : last.digest;
  return { sequence, previous, entry, digest: digest(textOf(sequence, previous, entry)) };
}

/**
 * The first record that is not what was written: changed, taken out, put in, or out of order. `undefined` when every record
 * stands as it was. That records are missing at the end shows only beside a digest that was kept elsewhere.
 */
export function findBreak(records: readonly TrailRecord[], digest: Digest): TrailRecord | undefined {
  return records.find((record, index) => {
    const { sequence, previous, entry } = record;
    const before = records[index - 1];
    const isNext =
      index === 0 || (before !== undefined && sequence === before.sequence + 1 && previous === before.digest);
    return !isNext || record.digest !== digest(textOf(sequence, previous, entry));
  });
}

/** What was shown and has not been answered since, oldest first: after a crash, what is still open. */
export function unansweredIn(records: readonly TrailRecord[]): readonly TraceEntry[] {
  const open = new Map<string, TraceEntry>();
  for (const { entry } of records) {
    const key = `${entry.encounterId}\n${entry.fingerprint}`;
    if (entry.kind === 'shown') open.set(key, entry);
    else if (SETTLING.indexOf(entry.kind) >= 0) open.delete(key);
  }
  return Array.from(open.values());
}

function textOf(sequence: number, previous: string, entry: TraceEntry): string {
  return JSON.stringify([sequence, previous, sorted(entry)]);
}

/** The same members in the same order, whoever made the object. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = value as Readonly<Record<string, unknown>>;
  const names = Object.keys(members).filter((name) => members[name] !== undefined);
  return names.sort().map((name) => [name, sorted(members[name])]);
}

const SETTLING: readonly TraceEntry['kind'][] = ['answered', 'fixed', 'snoozed', 'revised', 'continued'];
