import type { Layer, PolicyRow, RuleDefinition } from '../source/rule-source.ts';
import type { SegmentStorage } from './storage.ts';

/**
 * One opened segment: typed-array views over its bytes. Everything was bounds-checked when it was opened, so readers
 * index without looking.
 */
export interface SegmentView {
  readonly id: string;
  readonly layer: Layer;
  readonly formatVersion: number;
  readonly byteLength: number;

  /** Dictionary of the national codes that catalogue or knowledge points name. */
  readonly codes: CodeTable;
  /** Dictionary of item-code prefixes. */
  readonly prefixes: PrefixTable;
  /** Dictionary of diagnosis prefixes, normalised. */
  readonly diagnoses: PrefixTable;

  /** Knowledge-point rows and rule rows, `ROW_INTS` integers each; fields are named in `row.ts`. */
  readonly rows: Int32Array;
  readonly rowCount: number;
  /** Lists: at each offset a length, then so many values. */
  readonly lists: Int32Array;
  /**
   * Where rows, postings and catalogue rows of each code begin, and its longest prefix: `CODE_ENTRY_INTS` integers a code,
   * named in `row.ts`, and one entry behind the last.
   */
  readonly codeEntries: Uint32Array;
  /**
   * Rows that name a code without being its own, each `row * 2 + side`, side 1 when the code stands among the `others`
   * of the knowledge point.
   */
  readonly postings: Uint32Array;
  /** The same for prefixes, `PREFIX_ENTRY_INTS` integers each. */
  readonly prefixEntries: Uint32Array;
  readonly prefixPostings: Uint32Array;

  /** Catalogue rows by code, `CATALOGUE_INTS` integers each. */
  readonly catalogue: Int32Array;

  /** Ids of the rules that rows refer to, by the rule number in the row. */
  readonly ruleIds: readonly string[];
  /** Rules that this segment defines, with the row that holds their own parameters. */
  readonly rules: readonly SegmentRule[];
  readonly policy: readonly PolicyRow[];

  /** A text of the string table; `''` for 0. */
  text(index: number): string;
  /** Knowledge row with this id (the lowest, when the segment holds several versions), or −1. */
  findRow(knowledgePointId: string): number;
  /** National code that the institution's mapping gives for a local code on a day, or `undefined`. */
  mapLocalCode(localCode: string, day: number): string | undefined;
  /** For activation, compaction and reading back; evaluation never looks here. */
  readonly storage: SegmentStorage;
}

/** One rule as a segment defines it. */
export interface SegmentRule {
  readonly definition: RuleDefinition;
  readonly kindMode: number;
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** Exact dictionary: text → dense id. */
export interface CodeTable {
  readonly count: number;
  text(id: number): string;
  /** `hashCode` of the code, from its bytes: no string is made. */
  hash(id: number): number;
  isText(id: number, text: string): boolean;
  /**
   * Looks `count` codes up together, so that their cache misses overlap: `ids[i]` becomes the id of `texts[i]`, whose
   * `hashCode` is `hashes[i]`, or −1.
   */
  findMany(texts: readonly string[], hashes: Uint32Array, count: number, ids: Int32Array): void;
}

/** Dictionary of prefixes: which of the known prefixes does a text begin with? */
export interface PrefixTable {
  readonly count: number;
  /** Lengths that occur, ascending. */
  readonly lengths: readonly number[];
  text(id: number): string;
  /**
   * Writes the ids of all known prefixes of `text` to `ids`, shortest first, and returns how many.
   *
   * @param gap - Position of a character of `text` that is passed over; none when absent.
   */
  findPrefixes(text: string, ids: Int32Array, gap?: number): number;
  /**
   * Looks the prefixes of `count` texts up together, so that their cache misses overlap: with `n` lengths,
   * `ids[i * n + k]` becomes the id of the first `lengths[k]` characters of `texts[i]`, or −1.
   */
  findMany(texts: readonly string[], count: number, ids: Int32Array): void;
}
