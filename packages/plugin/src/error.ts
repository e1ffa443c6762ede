// Two builds of the package may run in one process; a registered symbol is the same in both.
const BRAND = Symbol.for('forecheck.plugin-error');

/** Every way in which the plugin refuses or fails. Codes are public API; messages are not. `docs/errors.md` tells each in full. */
export const PLUGIN_ERROR_CODES = [
  /** A field of the configuration that is not what its place takes. `detail.path` names it. */
  'option-malformed',
  /** The configuration, or a file that it names, cannot be read. */
  'file-unreadable',
  /** The folder cannot be written. */
  'file-unwritable',

  /** A connection from another machine, where only this one is served. */
  'peer-refused',
  /** A request under a name that the plugin does not go by, under two, or under none. */
  'host-refused',
  /** A page that is not on the list, or that does not say which it is. */
  'origin-refused',
  /** A request that another site made the browser send. */
  'site-refused',
  /** Neither GET nor POST, or not what the route takes. */
  'method-refused',
  /** There is no such route. */
  'route-unknown',
  /** A body that is not declared as JSON. */
  'content-type-refused',
  /** A body longer than the limit. */
  'body-excessive',
  /** A request without a token, where one is asked for. */
  'token-missing',
  /** A token that is unknown, revoked, or of another page. */
  'token-refused',
  /** More requests than a caller may make. */
  'rate-exceeded',
  /** A body that is not what the route takes. `detail.path` names the field. */
  'body-malformed',
  /** A body that is nested deeper than the limit. */
  'depth-excessive',
  /** More items, or more dispositions, than one request may carry. */
  'items-excessive',

  /** Nobody has asked for a pairing, or it is too late. */
  'pairing-closed',
  /** A pairing with the wrong code. */
  'pairing-refused',
  /** Too many wrong codes: pairing waits. */
  'pairing-locked',
  /** There is no such token to revoke. */
  'token-unknown',

  /** More is asked at once than the plugin takes. */
  'capacity-reached',
  /** The plugin is closing. */
  'plugin-closed',
  /** A disposition that neither the plugin nor the page could keep. */
  'record-failed',
  /** The script of the widget is not where it should be. */
  'widget-absent',
] as const;
/** One of {@link PLUGIN_ERROR_CODES}. */
export type PluginErrorCode = (typeof PLUGIN_ERROR_CODES)[number];

/** `safe`: same call may be repeated. `unsafe`: it may already have happened. `never`: it cannot succeed. */
export type PluginErrorRetry = 'safe' | 'unsafe' | 'never';

/** Numbers, codes, paths of fields and digests only. */
export type PluginErrorDetail = Readonly<Record<string, string | number>>;

/** A failure that crosses the boundary of this package. Test with {@link isPluginError}, not with `instanceof`. */
export class PluginError extends Error {
  override readonly name: string = 'PluginError';
  readonly code: PluginErrorCode;
  readonly retry: PluginErrorRetry;
  readonly detail: PluginErrorDetail;
  readonly [BRAND]: true = true;

  constructor(
    code: PluginErrorCode,
    message: string,
    detail: PluginErrorDetail = {},
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
    this.code = code;
    this.retry = SAFE.has(code) ? 'safe' : 'never';
    this.detail = detail;
  }
}

/** Whether a caught value is a {@link PluginError}, of this or another build of the package. */
export function isPluginError(value: unknown): value is PluginError {
  return typeof value === 'object' && value !== null && (value as { readonly [BRAND]?: unknown })[BRAND] === true;
}

const SAFE: ReadonlySet<PluginErrorCode> = new Set([
  'rate-exceeded',
  'pairing-locked',
  'capacity-reached',
  'record-failed',
]);
