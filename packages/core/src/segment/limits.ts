/** Limits of one segment. A reader refuses what lies beyond them before it allocates anything. */

/** Most bytes of one segment: half a gigabyte holds three million catalogue rows with names. */
export const SEGMENT_BYTES_MAX = 512 * 1024 * 1024;
/** Most entries of one dictionary: ids share a 32-bit slot with an 8-bit tag, and 0 marks an empty slot. */
export const DICTIONARY_ENTRIES_MAX = 2 ** 24 - 2;
/** Most rows; bounded by the same slots. */
export const ROWS_MAX = 2 ** 24 - 2;
/** Most rules that one segment names or defines. */
export const RULES_MAX = 65_536;
/** Most bytes of the declarations (rules, policy), which are parsed when a segment is opened. */
export const DECLARATION_BYTES_MAX = 32 * 1024 * 1024;
/** Most policy rows of one segment. */
export const POLICY_ROWS_MAX = 10_000;
/** Most values of one list. */
export const LIST_VALUES_MAX = 2 ** 20;
/** Most UTF-8 bytes of one text. */
export const TEXT_BYTES_MAX = 2 ** 20;
/** Longest chain of occupied slots that a look-up follows. The writer enlarges a table until none is longer. */
export const PROBES_MAX = 128;
/** Most rows of one knowledge-point id, or of one local code, in one segment. They share a chain of slots. */
export const VERSIONS_MAX = 64;
