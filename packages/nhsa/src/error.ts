/** Codes of {@link NhsaError}. Public API; `docs/errors.md` says what each means and what to do. */
export const NHSA_ERROR_CODES = [
  'message-malformed',
  'message-excessive',
  'infno-unsupported',
  'node-missing',
  'field-missing',
  'evaluation-mismatched',
  'table-unrecognised',
  'table-malformed',
  'table-excessive',
  'column-missing',
  'cell-malformed',
  'workbook-malformed',
  'file-ambiguous',
  'folder-occupied',
  'file-unreadable',
] as const;
/** One of {@link NHSA_ERROR_CODES}. */
export type NhsaErrorCode = (typeof NHSA_ERROR_CODES)[number];

const BRAND: unique symbol = Symbol.for('forecheck.NhsaError');

/**
 * A message or a published table that cannot be read at all. Whatever is merely wrong inside a readable one is a note,
 * a problem or an absent fact, never an error.
 */
export class NhsaError extends Error {
  readonly code: NhsaErrorCode;
  /** The same bytes fail again; a file that the disk would not give may be there next time. */
  readonly retry: 'safe' | 'never';
  /**
   * Where: field names of the interface joined by points, or place in a table; empty for the whole. Built from names
   * that we know and from positions, never from what was sent.
   */
  readonly path: string;
  /** Numbers, codes and positions only. */
  readonly detail: Readonly<Record<string, string | number>>;
  readonly [BRAND] = true;

  constructor(
    code: NhsaErrorCode,
    path: string,
    message: string,
    detail: Readonly<Record<string, string | number>> = {},
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    this.name = 'NhsaError';
    this.code = code;
    this.retry = code === 'file-unreadable' ? 'safe' : 'never';
    this.path = path;
    this.detail = detail;
  }
}

/** Whether a caught value is an {@link NhsaError}, also one thrown by another copy of this package. */
export function isNhsaError(value: unknown): value is NhsaError {
  return typeof value === 'object' && value !== null && BRAND in value;
}
