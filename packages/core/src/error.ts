// Two builds of the package may share a page; a registered symbol is the same in both.
const BRAND = Symbol.for('forecheck.core-error');

/**
 * Every way in which the core refuses. Codes are public API; messages are not. `docs/errors.md` tells each in full.
 */
export const CORE_ERROR_CODES = [
  /** A source that would make a wrong segment. */
  'source-malformed',
  /** A parameter that is not what its rule mode takes. */
  'parameter-malformed',
  /** A source beyond a named limit of the segment format. */
  'source-excessive',
  /** Fewer bytes than the header promises. */
  'segment-truncated',
  /** Bytes that are not a segment, or that contradict themselves. */
  'segment-malformed',
  /** A format version that this build does not read. */
  'segment-version-unsupported',
  /** A rule kind that this build does not know. */
  'segment-kind-unsupported',
  /** A segment beyond a named limit. */
  'segment-excessive',
  /** A segment that the activation order names but that was not given. */
  'segment-missing',
  /** What was given to judge by is no ruleset. */
  'ruleset-malformed',
  /** An activation order that names a segment twice. */
  'order-malformed',
  /** One rule id with different kinds or modes in different segments. */
  'rule-kind-changed',
  /** Segments of different layers given to one compaction. */
  'layer-mixed',
  /** A host that does not store integers little end first. */
  'platform-unsupported',
] as const;
/** One of {@link CORE_ERROR_CODES}. */
export type CoreErrorCode = (typeof CORE_ERROR_CODES)[number];

/** `safe`: same call may be repeated. `unsafe`: it may already have happened. `never`: it cannot succeed. */
export type CoreErrorRetry = 'safe' | 'unsafe' | 'never';

/** Numbers, codes and digests only: no names, no identity numbers, no free text from an order. */
export type CoreErrorDetail = Readonly<Record<string, string | number>>;

/** A failure that crosses the boundary of this package. Test with {@link isCoreError}, not with `instanceof`. */
export class CoreError extends Error {
  override readonly name: string = 'CoreError';
  readonly code: CoreErrorCode;
  /** Everything the core does is a function of its arguments, so repeating a call cannot help. */
  readonly retry: CoreErrorRetry = 'never';
  readonly detail: CoreErrorDetail;
  readonly [BRAND]: true = true;

  constructor(
    code: CoreErrorCode,
    message: string,
    detail: CoreErrorDetail = {},
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    this.code = code;
    this.detail = detail;
  }
}

/** Whether a caught value is a {@link CoreError}, of this or another build of the package. */
export function isCoreError(value: unknown): value is CoreError {
  return typeof value === 'object' && value !== null && (value as { readonly [BRAND]?: unknown })[BRAND] === true;
}
