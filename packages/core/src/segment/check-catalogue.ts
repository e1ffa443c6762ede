import type { Bounds, ListChecker } from './check-lists.ts';
import type { Sections } from './layout.ts';
import { MAPPING_INTS, SUPERSESSION_INTS, WITHDRAWAL_INTS, WITHDRAWAL_KINDS } from './layout.ts';
import { malformed } from './malformed.ts';
import {
  CATALOGUE_CLASS,
  CATALOGUE_FROM,
  CATALOGUE_INTS,
  CATALOGUE_NAME,
  CATALOGUE_TO,
  CATALOGUE_UNIT,
  CATALOGUE_UNITS,
  LIST_NONE,
} from './row.ts';

/** How many catalogue rows there are. @throws {@link CoreError} unless every one is whole. */
export function checkCatalogue({ catalogue }: Sections, bounds: Bounds, checker: ListChecker): number {
  const count = catalogue.length / CATALOGUE_INTS;
  if (!Number.isInteger(count)) throw malformed('catalogue', catalogue.length);
  for (let start = 0; start < catalogue.length; start += BLOCK_INTS) {
    const end = Math.min(start + BLOCK_INTS, catalogue.length);
    let bad = findBadItem(catalogue, start, end, bounds.texts - 1);
    if (bad < 0) bad = findBadUnits(catalogue, start, end, checker);
    if (bad >= 0) throw malformed('catalogue', bad);
  }
  return count;
}

function findBadUnits(catalogue: Int32Array, start: number, end: number, checker: ListChecker): number {
  for (let at = start; at < end; at += CATALOGUE_INTS) {
    const units = catalogue[at + CATALOGUE_UNITS]!;
    if (units < 0 ? units !== LIST_NONE : !checker.isUnits(units)) return at / CATALOGUE_INTS;
  }
  return -1;
}

function findBadItem(catalogue: Int32Array, start: number, end: number, textMax: number): number {
  for (let at = start; at < end; at += CATALOGUE_INTS) {
    const name = catalogue[at + CATALOGUE_NAME]!;
    const unit = catalogue[at + CATALOGUE_UNIT]!;
    const itemClass = catalogue[at + CATALOGUE_CLASS]!;
    // In range, none of these has its sign bit; the kind is 1 to 3.
    const signs = name | unit | (textMax - name) | (textMax - unit) | ((itemClass & 0xff) - 1);
    const strays = itemClass & ~CLASS_BITS;
    const isWhole = signs >= 0 && strays === 0 && catalogue[at + CATALOGUE_FROM]! < catalogue[at + CATALOGUE_TO]!;
    if (!isWhole) return at / CATALOGUE_INTS;
  }
  return -1;
}

/** @throws {@link CoreError} unless every supersession names a knowledge row and a text. */
export function checkSupersessions(supersessions: Int32Array, bounds: Bounds, rowMin: number, rowCount: number): void {
  if (supersessions.length % SUPERSESSION_INTS !== 0) throw malformed('supersessions', supersessions.length);
  let before = rowMin;
  for (let i = 0; i < supersessions.length; i += SUPERSESSION_INTS) {
    const row = supersessions[i]!;
    if (row < before || row >= rowCount || !isId(supersessions[i + 1]!, bounds)) throw malformed('supersessions', i);
    before = row;
  }
}

/** @throws {@link CoreError} unless every withdrawal names a kind of row, an id. */
export function checkWithdrawals(withdrawals: Int32Array, bounds: Bounds): void {
  if (withdrawals.length % WITHDRAWAL_INTS !== 0) throw malformed('withdrawals', withdrawals.length);
  for (let i = 0; i < withdrawals.length; i += WITHDRAWAL_INTS) {
    const kind = withdrawals[i]!;
    const isKind = kind >= 0 && kind < WITHDRAWAL_KINDS.length;
    if (!isKind || !isId(withdrawals[i + 1]!, bounds)) throw malformed('withdrawals', i);
  }
}

/** Number of mappings. @throws {@link CoreError} unless every one names two codes and at least one day. */
export function checkMappings(mappings: Int32Array, bounds: Bounds): number {
  if (mappings.length % MAPPING_INTS !== 0) throw malformed('mappings', mappings.length);
  for (let i = 0; i < mappings.length; i += MAPPING_INTS) {
    const areIds = isId(mappings[i]!, bounds) && isId(mappings[i + 1]!, bounds);
    if (!areIds || mappings[i + 2]! >= mappings[i + 3]!) throw malformed('mappings', i);
  }
  return mappings.length / MAPPING_INTS;
}

function isId(index: number, bounds: Bounds): boolean {
  return index > 0 && index < bounds.texts;
}

/** Kind 1 to 3 in the low byte, pay class 0 to 3 in the next. */
const CLASS_BITS = 0x0303;
/** 4,096 rows: 96 KB, which fits a second-level cache. */
const BLOCK_INTS = 4096 * CATALOGUE_INTS;
