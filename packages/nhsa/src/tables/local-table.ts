import { type CodeTable, rowOf } from './code-table.ts';

/**
 * An institution's own rows for a code table: its codes, and what each means there. `'missing'` says that a code only
 * fills the field. These rows win over ours; codes that they do not list are read by ours.
 */
export type LocalTable<Meaning extends string> = Readonly<Record<string, Meaning | 'missing'>>;

/** How one code was read. */
export type CodeReading<Meaning> =
  | { readonly kind: 'meaning'; readonly meaning: Meaning }
  /** In the table, but the model has no word for it or it says “unknown”. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'unknown' };

/** Reads a code by the institution's own rows, then by the given tables in order. */
export function readByTables<Meaning extends string>(
  code: string,
  local: LocalTable<Meaning> | undefined,
  tables: readonly CodeTable<Meaning>[],
): CodeReading<Meaning> {
  if (local !== undefined && Object.hasOwn(local, code)) return reading(local[code]);
  for (const table of tables) {
    const row = rowOf(table, code);
    if (row !== undefined) return reading(row.meaning);
  }
  return { kind: 'unknown' };
}

function reading<Meaning extends string>(meaning: Meaning | 'missing' | undefined): CodeReading<Meaning> {
  return meaning === undefined || meaning === 'missing' ? MISSING : { kind: 'meaning', meaning: meaning as Meaning };
}

const MISSING = { kind: 'missing' } as const;
