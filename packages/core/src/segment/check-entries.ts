import type { Bounds } from './check-lists.ts';
import type { SectionName, Sections } from './layout.ts';
import { malformed } from './malformed.ts';
import {
  CATALOGUE_FROM,
  CATALOGUE_INTS,
  CATALOGUE_TO,
  CODE_ENTRY_INTS,
  ENTRY_CATALOGUE,
  ENTRY_POSTING,
  ENTRY_PREFIX,
  ENTRY_ROW,
  ENTRY_SHORTER,
  PREFIX_ENTRY_INTS,
} from './row.ts';

/** What is known of the rows once they have been checked. */
export interface CheckedRows {
  /** Rule rows, which come first, and knowledge rows. */
  readonly rules: number;
  readonly count: number;
  /** Bit per row: 1 when it has another side. */
  readonly withOthers: Int32Array;
}

/**
 * Looks at the entries of codes and prefixes and at what they lead to: knowledge rows one code after the other and then one
 * prefix after the other, postings, catalogue rows whose days do not overlap, and shorter prefixes.
 *
 * @throws {@link CoreError}
 */
export function checkEntries(sections: Sections, bounds: Bounds, rows: CheckedRows, catalogueRows: number): void {
  const { codeEntries, postings, prefixEntries, prefixPostings } = sections;
  if (codeEntries.length !== (bounds.codes + 1) * CODE_ENTRY_INTS) throw malformed('codeEntries', codeEntries.length);
  if (prefixEntries.length !== (bounds.prefixes + 1) * PREFIX_ENTRY_INTS) {
    throw malformed('prefixEntries', prefixEntries.length);
  }
  const prefixRows = prefixEntries[ENTRY_ROW]!;
  checkEnds('codeEntries', codeEntries, CODE_ENTRY_INTS, [
    [rows.rules, prefixRows],
    [0, postings.length],
    [0, catalogueRows],
  ]);
  checkEnds('prefixEntries', prefixEntries, PREFIX_ENTRY_INTS, [
    [prefixRows, rows.count],
    [0, prefixPostings.length],
  ]);
  checkCodes(sections, bounds);
  checkPrefixes(sections);
  checkPostings('postings', postings, rows);
  checkPostings('prefixPostings', prefixPostings, rows);
}

/** The first start and the last end of each column; the integer behind the columns is 0 at the end. */
function checkEnds(
  name: SectionName,
  entries: Uint32Array,
  ints: number,
  columns: readonly (readonly [first: number, past: number])[],
): void {
  const last = entries.length - ints;
  columns.forEach(([first, past], column) => {
    if (entries[column] !== first || entries[last + column] !== past) throw malformed(name, column);
  });
  if (entries[last + columns.length] !== 0) throw malformed(name, last);
}

// One pass over signed integers, so that one sign bit tells a fall, a start beyond any file and a prefix that there is not.
// Column by column took three times as long.
function checkCodes({ codeEntries, postings, catalogue }: Sections, { prefixes }: Bounds): void {
  const entries = signed(codeEntries);
  let bad = 0;
  let row = 0;
  let posting = 0;
  let item = 0;
  for (let at = 0; at < entries.length; at += CODE_ENTRY_INTS) {
    const nextRow = entries[at + ENTRY_ROW]!;
    const nextPosting = entries[at + ENTRY_POSTING]!;
    const nextItem = entries[at + ENTRY_CATALOGUE]!;
    const prefix = entries[at + ENTRY_PREFIX]!;
    bad |= nextRow | nextPosting | nextItem | prefix | (prefixes - prefix);
    bad |= (nextRow - row) | (nextPosting - posting) | (nextItem - item);
    // Of nearly all codes there is one catalogue row, and of nearly none a posting.
    const isSeveral = nextPosting - posting > 1 || nextItem - item > 1;
    if (isSeveral && !(areRising(postings, posting, nextPosting) && areApart(catalogue, item, nextItem))) {
      throw malformed('codeEntries', at);
    }
    row = nextRow;
    posting = nextPosting;
    item = nextItem;
  }
  if (bad < 0) throw malformed('codeEntries', entries.length);
}

/** A shorter prefix is of a smaller length, so that whoever goes from one to the next arrives. */
function checkPrefixes({ prefixClasses, prefixEntries, prefixPostings }: Sections): void {
  const entries = signed(prefixEntries);
  let bad = 0;
  let id = 0;
  for (let at = 0; at < prefixClasses.length; at += 2) {
    const firstId = id;
    for (const past = firstId + prefixClasses[at + 1]!; id < past; id += 1) {
      const entry = id * PREFIX_ENTRY_INTS;
      const next = entry + PREFIX_ENTRY_INTS;
      const shorter = entries[entry + ENTRY_SHORTER]!;
      const posting = entries[entry + ENTRY_POSTING]!;
      const nextPosting = entries[next + ENTRY_POSTING]!;
      bad |= shorter | (firstId - shorter) | posting | nextPosting | (nextPosting - posting);
      bad |= entries[next + ENTRY_ROW]! | (entries[next + ENTRY_ROW]! - entries[entry + ENTRY_ROW]!);
      if (nextPosting - posting > 1 && !areRising(prefixPostings, posting, nextPosting)) bad = -1;
    }
  }
  if (bad < 0) throw malformed('prefixEntries', id);
}

/** A posting names a knowledge row, and the other side only of one that has another. */
function checkPostings(name: SectionName, postings: Uint32Array, { rules, count, withOthers }: CheckedRows): void {
  for (let i = 0; i < postings.length; i += 1) {
    const posting = postings[i]!;
    const row = posting >>> 1;
    const hasSide = (posting & 1) === 0 || ((withOthers[row >>> 5]! >>> (row & 31)) & 1) === 1;
    if (!(row >= rules && row < count && hasSide)) throw malformed(name, i);
  }
}

/** `count + 1` starts that rise from 0 to `past`. @throws {@link CoreError} */
export function checkStarts(name: SectionName, start: Uint32Array, past: number): void {
  const starts = signed(start);
  let bad = 0;
  let before = 0;
  for (let i = 0; i < starts.length; i += 1) {
    const value = starts[i]!;
    bad |= value | (value - before);
    before = value;
  }
  if (bad < 0 || start[0] !== 0 || before !== past) throw malformed(name, start.length);
}

function areRising(postings: Uint32Array, start: number, past: number): boolean {
  for (let i = start + 1; i < past; i += 1) if (!(postings[i]! > postings[i - 1]!)) return false;
  return true;
}

/** Whether catalogue rows follow each other in their days. */
function areApart(catalogue: Int32Array, start: number, past: number): boolean {
  for (let row = start + 1; row < past; row += 1) {
    const at = row * CATALOGUE_INTS;
    if (!(catalogue[at + CATALOGUE_FROM]! >= catalogue[at - CATALOGUE_INTS + CATALOGUE_TO]!)) return false;
  }
  return true;
}

function signed(integers: Uint32Array): Int32Array {
  return new Int32Array(integers.buffer, integers.byteOffset, integers.length);
}
