/** Numbers seen so far: rows that have been judged whole. */
export interface JudgedRows {
  readonly few: number[];
  many: Set<number> | undefined;
}

/** None yet. */
export function createJudgedRows(): JudgedRows {
  return { few: [], many: undefined };
}

/**
 * True the first time it is asked about the number.
 *
 * An encounter meets a handful of such rows: scanning them costs nothing, while a set has to hash doubles, at 2 % of an
 * evaluation. One of thousands of different rows would make the scan quadratic, and goes on with a set.
 */
export function isNewRow(judged: JudgedRows, key: number): boolean {
  const { few } = judged;
  for (let k = few.length - 1; k >= 0; k -= 1) {
    if (few[k] === key) return false;
  }
  if (few.length < SCANNED_MAX) {
    few.push(key);
    return true;
  }
  judged.many ??= new Set();
  if (judged.many.has(key)) return false;
  judged.many.add(key);
  return true;
}

const SCANNED_MAX = 64;
