// Two builds of the package may share a page; a registered symbol is the same in both.
const BRAND = Symbol.for('forecheck.pack-error');

/** Every way in which a pack is refused. Codes are public API; messages are not. `docs/errors.md` tells each in full. */
export const PACK_ERROR_CODES = [
  /** More bytes than a named limit, told before anything is allocated for them. */
  'bytes-excessive',
  /** Bytes that are not canonical JSON of a sealed object. */
  'object-malformed',
  /** A field that is absent, unknown, or not what its place takes. */
  'field-malformed',
  /** A good object of another type than the one asked for. */
  'type-mismatched',
  /** A format version that this build does not read. */
  'format-unsupported',
  /** Fewer good signatures of distinct keys of the role than its threshold, or than it requires of an algorithm. */
  'signature-insufficient',
  /** A layer that no delegation of the root covers. */
  'layer-undelegated',
  /** A root that is not the next version. */
  'root-skipped',
  /** A root, head or manifest older than one that was accepted before. */
  'version-rolled-back',
  /** A head or manifest of another epoch than the root's. */
  'epoch-mismatched',
  /** The root's time is over: it vouches for nothing new. */
  'root-expired',
  /** The head's time is over: it may be shown as stale, and not accepted as new. */
  'head-expired',
  /** A life or an instant that no honest object has: a head of a month, issued in the far future. */
  'time-implausible',
  /** A manifest that is not the one that the head names. */
  'manifest-unexpected',
  /** A head that leaves out a layer of which something was accepted. */
  'layer-dropped',
  /** An urgent manifest beyond what urgent keys may do. */
  'urgent-excessive',
  /** A segment or other bytes with another digest or length than announced. */
  'digest-mismatched',
  /** Compressed bytes that do not inflate to what was announced. */
  'compression-malformed',
  /** A pack that needs a newer core. */
  'core-outdated',
  /** A layer that withdraws or replaces what the root does not let it. */
  'relaxation-forbidden',
  /** A private or public key that cannot be read. */
  'key-malformed',
  /** The platform lacks, or has changed, an algorithm: the known-answer test fails. */
  'algorithm-unavailable',
] as const;
/** One of {@link PACK_ERROR_CODES}. */
export type PackErrorCode = (typeof PACK_ERROR_CODES)[number];

/** A failure that crosses the boundary of this package. Test with {@link isPackError}, not with `instanceof`. */
export class PackError extends Error {
  override readonly name: string = 'PackError';
  readonly code: PackErrorCode;
  /** What is refused is a function of its bytes, so repeating a call cannot help. */
  readonly retry = 'never' as const;
  /** Numbers, codes and digests only. */
  readonly detail: Readonly<Record<string, string | number>>;
  readonly [BRAND]: true = true;

  constructor(
    code: PackErrorCode,
    message: string,
    detail: Readonly<Record<string, string | number>> = {},
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    this.code = code;
    this.detail = detail;
  }
}

/** Throws. The message says the code and the details, in words for people. */
export function refuse(code: PackErrorCode, detail: PackError['detail'] = {}, options?: ErrorOptions): never {
  const facts = Object.entries(detail).map(([name, value]) => ` ${name} \`${value}\``);
  throw new PackError(code, code.replaceAll('-', ' ') + facts.join(), detail, options);
}

/** Whether a caught value is a {@link PackError}, of this or another build of the package. */
export function isPackError(value: unknown): value is PackError {
  return typeof value === 'object' && value !== null && (value as { readonly [BRAND]?: unknown })[BRAND] === true;
}
