/**
 * How well a code is known: `A` by two or more independent implementations, `B` by one with the interface's own
 * comments, `C` inferred or seen once, `conflict` where implementations disagree.
 */
export type Confidence = 'A' | 'B' | 'C' | 'conflict';

/** One code of a table. */
export interface CodeRow<Meaning> {
  readonly code: string;
  readonly label: string;
  /** What the model makes of it; absent when the model has no word for it, which is a missing fact. */
  readonly meaning?: Meaning;
  readonly confidence: Confidence;
}

/** One code table of the interface. */
export interface CodeTable<Meaning> {
  /** Field that uses it, as the interface spells it. */
  readonly field: string;
  /** Which of several readings, where there are several. */
  readonly variant?: string;
  readonly rows: readonly CodeRow<Meaning>[];
}

/** A table's rows written short: code, label and, where the model has a word for it, meaning. */
export function codeRows<Meaning>(
  confidence: Confidence,
  rows: readonly (readonly [code: string, label: string, meaning?: Meaning])[],
): readonly CodeRow<Meaning>[] {
  return rows.map(([code, label, meaning]) =>
    meaning === undefined ? { code, label, confidence } : { code, label, meaning, confidence },
  );
}

/** The row of a code, or `undefined`. Tables are short; a scan beats hashing. */
export function rowOf<Meaning>(table: CodeTable<Meaning>, code: string): CodeRow<Meaning> | undefined {
  for (const row of table.rows) if (row.code === code) return row;
  return undefined;
}
