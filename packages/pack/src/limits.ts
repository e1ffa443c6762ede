/** Most bytes of a sealed root, manifest or head. */
export const SEALED_BYTES_MAX = 262_144;
/** Most signatures on one object; a signature costs a verification, so this bounds time. */
export const SIGNATURES_MAX = 16;
/** Most bytes of one signature: room for algorithms to come. */
export const SIGNATURE_BYTES_MAX = 8192;
/** Most bytes of a public key: room for algorithms to come. */
export const KEY_BYTES_MAX = 4096;
/** Most keys of a root. */
export const KEYS_MAX = 256;
/** Most delegations of a root. */
export const DELEGATIONS_MAX = 512;
/** Most root versions that are followed in one go. */
export const ROOT_CHAIN_MAX = 256;
/** Most segments of one manifest. */
export const SEGMENTS_MAX = 256;
/** Most bytes of one segment. */
export const SEGMENT_BYTES_MAX = 512 * 1024 * 1024;
/** Most bytes of the self-test of a manifest. */
export const SELF_TEST_BYTES_MAX = 1024 * 1024;
/** Most raw bytes for each compressed byte: text of rules compresses some ten times. */
export const EXPANSION_RATIO_MAX = 200;
/** Most rows of an urgent manifest's segment. */
export const URGENT_ROWS_MAX = 50;
/** Longest life of an urgent manifest: 7 days. */
export const URGENT_MS_MAX = 7 * 24 * 3_600_000;
/** Longest life of a head: 24 hours. */
export const HEAD_MS_MAX = 24 * 3_600_000;
/** A head that was issued so much later than now comes from no honest clock, or meets a dishonest one. */
export const HEAD_AHEAD_MS_MAX = 24 * 3_600_000;
/** Most layers of a head: nation, province, city, institution. */
export const LAYERS_MAX = 4;
/** Most kill entries of a head. */
export const KILLS_MAX = 64;
/** Most characters of a kill entry's reason. */
export const KILL_REASON_LENGTH_MAX = 200;
/** Most characters of a name: a step of a layer, an id of a rule, a salt. */
export const NAME_LENGTH_MAX = 200;
/** Most scopes and layers that one trust keeps account of: a relay has many. */
export const TRUSTED_LAYERS_MAX = 65_536;
/** Most ids that one delegation may relax. */
export const RELAXES_MAX = 256;
/** Most keys of one role: all of them can sign one object. */
export const ROLE_KEYS_MAX = 16;
/** Highest sequence, version or epoch: far beyond what a bureau counts to, and exact in every language. */
export const SEQUENCE_MAX = 2 ** 48;
