import type { Facts } from './facts.ts';

/** Malformed entries of lists, as sent, by the path of their list. They were left out: what they say is not known. */
export type LostEntries = ReadonlyMap<string, readonly unknown[]>;

/**
 * Whether the list lost an entry that may have been the one looked for: its field has the value, or cannot be read.
 * That nothing else is there then says nothing. Without a field any lost entry may have been.
 */
export function mayHaveLost({ lost }: Facts, list: string, field?: string, value?: string): boolean {
  const entries = lost?.get(list);
  if (entries === undefined) return false;
  return field === undefined || entries.some((entry) => isLike(entry, field, value));
}

function isLike(entry: unknown, field: string, value: string | undefined): boolean {
  const own: unknown = (entry as Readonly<Record<string, unknown>> | null | undefined)?.[field];
  return typeof own !== 'string' || own === value;
}
