// Two builds of the package may run in one process; a registered symbol is the same in both.
const BRAND = Symbol.for('forecheck.cli-error');

/**
 * Every way in which the command line refuses. Codes are public API; messages are not. `docs/errors.md` tells each in
 * full.
 */
export type CliErrorCode =
  /** A command line that cannot be understood. */
  | 'arguments-malformed'
  /** A command that there is not. */
  | 'command-unknown'
  /** A file or folder that is not there or may not be read. */
  | 'file-unreadable'
  /** A file or folder that cannot be written. */
  | 'file-unwritable'
  /** A file that is never written over is there already. */
  | 'file-present'
  /** Input that is neither JSON nor JSON lines. */
  | 'input-malformed'
  /** A file of settings with one that is not what it should be. */
  | 'settings-malformed'
  /** An encounter that cannot be judged at all. */
  | 'encounter-malformed'
  /** A folder without `source.json`. */
  | 'source-missing'
  /** A source folder with a file, line or field that is not what it should be. */
  | 'folder-malformed'
  /** A folder without a manifest. */
  | 'pack-missing'
  /** A manifest that is not one. */
  | 'pack-malformed'
  /** A segment that the manifest names and the folder lacks. */
  | 'pack-incomplete'
  /** A file of a pack that is not what its digest says. */
  | 'pack-corrupt'
  /** A rule that does not do what its own examples say. */
  | 'example-failed'
  /** A private key that a command needs is not where it looks. */
  | 'key-missing'
  /** A key with a passphrase, and nobody who says it. */
  | 'passphrase-missing'
  /** Two passphrases that should be one, or one that is empty. */
  | 'passphrase-mismatched'
  /** A file or a variable that should hold a token, and holds something else. */
  | 'token-malformed'
  /** Nobody answers at the address of the bureau. */
  | 'bureau-unreachable'
  /** Something answers there that is no bureau. */
  | 'answer-malformed'
  /** Nobody answers at the address of the plugin. */
  | 'plugin-unreachable'
  /** A layer that no draft waits for. */
  | 'draft-missing'
  /** A draft that says something else than the source of its checker. */
  | 'draft-mismatched'
  /** A port or an address that cannot be listened on. */
  | 'address-unavailable';

/** Numbers, codes and digests only: no names, no identity numbers, no free text from an order. */
export type CliErrorDetail = Readonly<Record<string, string | number>>;

/** A failure that the command line reports. Test with {@link isCliError}, not with `instanceof`. */
export class CliError extends Error {
  override readonly name: string = 'CliError';
  readonly code: CliErrorCode;
  /** What the disk or the network would not give may be there next time; anything else fails again. */
  readonly retry: 'safe' | 'never';
  readonly detail: CliErrorDetail;
  readonly [BRAND]: true = true;

  constructor(
    code: CliErrorCode,
    message: string,
    detail: CliErrorDetail = {},
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    this.code = code;
    this.retry = SAFE.has(code) ? 'safe' : 'never';
    this.detail = detail;
  }
}

/** Whether a caught value is a {@link CliError}, of this or another build of the package. */
export function isCliError(value: unknown): value is CliError {
  return typeof value === 'object' && value !== null && (value as { readonly [BRAND]?: unknown })[BRAND] === true;
}

const SAFE: ReadonlySet<CliErrorCode> = new Set([
  'file-unreadable',
  'file-unwritable',
  'bureau-unreachable',
  'plugin-unreachable',
  'address-unavailable',
]);
