// Two builds of the package may run in one process; a registered symbol is the same in both.
const BRAND = Symbol.for('forecheck.bureau-error');

/** Every way in which the bureau refuses or fails. Codes are public API; messages are not. `docs/errors.md` tells each in full. */
export const BUREAU_ERROR_CODES = [
  /** An option that is not what its place takes. */
  'option-malformed',
  /** The bureau was closed. */
  'bureau-closed',

  /** The database cannot be reached: nothing was written. */
  'storage-unreachable',
  /** The disk or the database failed: what was asked may have been written. */
  'storage-failed',
  /** Another process holds the embedded database. */
  'storage-locked',
  /** A database that does not keep what it has committed. */
  'storage-undurable',
  /** A database that a newer release has written. */
  'schema-unsupported',
  /** Others published all the time while this was tried. */
  'revision-contended',

  /** Nothing can be published before there is a root. */
  'root-absent',
  /** No manifest was ever published for the layer. */
  'layer-unknown',
  /** A manifest names bytes that were not handed in. */
  'blob-missing',
  /** A manifest that says something else of its bytes than is true. */
  'manifest-mismatched',
  /** A sequence that a manifest has already, or that a client says it has activated. */
  'sequence-taken',
  /** A draft made on what is no longer current. */
  'draft-outdated',
  /** There is no such draft. */
  'draft-unknown',
  /** The draft was published or rejected before. */
  'draft-settled',
  /** One person, or one key, cannot be maker and checker. */
  'checker-identical',
  /** The linter found errors. */
  'lint-failed',
  /** A rule does not do what its own examples say. */
  'example-failed',
  /** There is no candidate whose rollout could be changed. */
  'rollout-absent',
  /** The first manifest of a layer cannot be rolled out by halves. */
  'rollout-baseless',
  /** A candidate is being rolled out: it goes on, or is withdrawn, before the next one begins. */
  'rollout-occupied',
  /** A rollout never shrinks: whoever has taken a manifest keeps it. */
  'rollout-shrinking',
  /** An urgent manifest is in force already. */
  'urgent-occupied',
  /** More kill entries than a head holds. */
  'kills-excessive',

  /** A request without a token, where one is asked for. */
  'token-missing',
  /** A token that is unknown, revoked or out of time. */
  'token-refused',
  /** The token's role may not do this. */
  'role-insufficient',
  /** The key that the token names is not held here: sign elsewhere. */
  'signer-absent',
  /** A body that is not what the route takes. */
  'body-malformed',
  /** A body longer than the route takes. */
  'body-excessive',
  /** There is no such route. */
  'route-unknown',
  /** What was asked for is not there. */
  'resource-unknown',
  /** A relay cannot reach its upstream: nothing was acknowledged. */
  'upstream-unreachable',
  /** A stream or an institution with a name that cannot be one. */
  'stream-malformed',
] as const;
/** One of {@link BUREAU_ERROR_CODES}. */
export type BureauErrorCode = (typeof BUREAU_ERROR_CODES)[number];

/** `safe`: same call may be repeated. `unsafe`: it may already have happened. `never`: it cannot succeed. */
export type BureauErrorRetry = 'safe' | 'unsafe' | 'never';

/** Numbers, codes, ids of rules and digests only. */
export type BureauErrorDetail = Readonly<Record<string, string | number>>;

/** A failure that crosses the boundary of this package. Test with {@link isBureauError}, not with `instanceof`. */
export class BureauError extends Error {
  override readonly name: string = 'BureauError';
  readonly code: BureauErrorCode;
  readonly retry: BureauErrorRetry;
  readonly detail: BureauErrorDetail;
  readonly [BRAND]: true = true;

  constructor(
    code: BureauErrorCode,
    message: string,
    detail: BureauErrorDetail = {},
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    this.code = code;
    this.retry = RETRY[code] ?? 'never';
    this.detail = detail;
  }
}

/** Whether a caught value is a {@link BureauError}, of this or another build of the package. */
export function isBureauError(value: unknown): value is BureauError {
  return typeof value === 'object' && value !== null && (value as { readonly [BRAND]?: unknown })[BRAND] === true;
}

/** All others are `never`. */
const RETRY: Readonly<Partial<Record<BureauErrorCode, BureauErrorRetry>>> = {
  'storage-unreachable': 'safe',
  'storage-failed': 'unsafe',
  'revision-contended': 'safe',
  'upstream-unreachable': 'safe',
};
