/**
 * Where things are in a segment. `docs/segment-format.md` is the specification; golden bytes hold the two together.
 */

/** First eight bytes. The high bit, and both line ends, show when a transfer mangled the file as text. */
export const SEGMENT_MAGIC = [0x89, 0x46, 0x43, 0x53, 0x45, 0x47, 0x0d, 0x0a] as const;
/** Version that this build writes, and the only one that it reads: version 1 was never published. */
export const SEGMENT_FORMAT_VERSION = 2;

/** Bytes of the header: magic, version, section count, byte length, zero. */
export const HEADER_BYTES = 24;
export const HEADER_VERSION = 8;
export const HEADER_SECTIONS = 12;
export const HEADER_LENGTH = 16;
export const HEADER_RESERVED = 20;
/** Bytes of one directory entry: section number, element bytes, offset, byte length. */
export const ENTRY_BYTES = 16;
/** Sections begin at multiples of this, so that every typed array can be a view. */
export const ALIGNMENT = 8;

/**
 * Sections in file order: name and bytes of one element. The number of a section is its position plus one. All are
 * present, an empty one with length 0.
 */
export const SECTIONS = [
  ['declarations', 1],
  ['codeClasses', 4],
  ['codeBytes', 1],
  ['codeSlots', 4],
  ['prefixClasses', 4],
  ['prefixBytes', 1],
  ['prefixSlots', 4],
  ['diagnosisClasses', 4],
  ['diagnosisBytes', 1],
  ['diagnosisSlots', 4],
  ['ruleNames', 4],
  ['rows', 4],
  ['rowParameters', 4],
  ['rowSlots', 4],
  ['lists', 4],
  ['codeEntries', 4],
  ['postings', 4],
  ['prefixEntries', 4],
  ['prefixPostings', 4],
  ['catalogue', 4],
  ['supersessions', 4],
  ['withdrawals', 4],
  ['mappings', 4],
  ['mappingSlots', 4],
  ['textStart', 4],
  ['textBytes', 1],
] as const;

export type SectionName = (typeof SECTIONS)[number][0];
type ByteSection = Extract<(typeof SECTIONS)[number], readonly [string, 1]>[0];
type SignedSection = 'rows' | 'lists' | 'catalogue' | 'supersessions' | 'withdrawals' | 'mappings';

/** Every section as the typed array that it is read as. */
export type Sections = {
  readonly [Name in SectionName]: Name extends ByteSection
    ? Uint8Array
    : Name extends SignedSection
      ? Int32Array
      : Uint32Array;
};

/** Sections read as signed integers. */
export const SIGNED_SECTIONS: ReadonlySet<SectionName> = new Set<SignedSection>([
  'rows',
  'lists',
  'catalogue',
  'supersessions',
  'withdrawals',
  'mappings',
]);

/** Integers of one supersession: row, text index of the knowledge-point id that it replaces. */
export const SUPERSESSION_INTS = 2;
/** Integers of one withdrawal: what (position in `WITHDRAWAL_KINDS`), text index of the id. */
export const WITHDRAWAL_INTS = 2;
/** Integers of one mapping: text index of the local code, text index of the code, first day, day behind the last. */
export const MAPPING_INTS = 4;
/** Integers of one rule name: text index of the rule's id, kind-and-mode number. */
export const RULE_NAME_INTS = 2;

/** Kinds of withdrawal by number. */
export const WITHDRAWAL_KINDS = ['rule', 'knowledge', 'catalogue', 'mapping'] as const;
