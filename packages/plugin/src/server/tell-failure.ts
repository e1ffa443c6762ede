import type { PluginErrorCode } from '../error.ts';
import type { Reply } from '../routes/route.ts';

/** What every error of our packages has. */
interface CodedFailure {
  readonly code: string;
  readonly message: string;
  readonly retry: string;
  readonly detail: Readonly<Record<string, string | number>>;
}

/** Whether it is an error of one of our packages: they all carry a code, a retry class and a detail. */
function isCoded(error: unknown): error is Error & CodedFailure {
  if (!(error instanceof Error)) return false;
  const { code, retry, detail } = error as Error & Partial<CodedFailure>;
  return typeof code === 'string' && typeof retry === 'string' && typeof detail === 'object' && detail !== null;
}

/** The code of a failure; `internal` for what nobody foresaw. */
export function codeOf(error: unknown): string {
  return isCoded(error) ? error.code : 'internal';
}

/** The HTTP status of a failure. */
export function statusOf(error: unknown): number {
  return isCoded(error) ? (STATUS[error.code] ?? 422) : 500;
}

/** The answer to a request that failed: code, retry class and details; of what nobody foresaw, nothing. */
export function failureReply(error: unknown): Reply {
  const retryAfterMs = isCoded(error) ? error.detail['retryAfterMs'] : undefined;
  return {
    status: statusOf(error),
    ...(typeof retryAfterMs === 'number' ? { headers: { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) } } : {}),
    body: failureBody(error),
  };
}

/** What is told of a failure. */
export function failureBody(error: unknown): { readonly error: object } {
  if (!isCoded(error)) return { error: { code: 'internal', retry: 'unsafe' } };
  const { code, message, retry, detail } = error;
  return { error: { code, message, retry, detail } };
}

/** Those that are not here are 422: understood, and refused. */
const STATUS: Readonly<Record<string, number>> = {
  'peer-refused': 403,
  'host-refused': 421,
  'origin-refused': 403,
  'site-refused': 403,
  'method-refused': 405,
  'route-unknown': 404,
  'content-type-refused': 415,
  'body-excessive': 413,
  'items-excessive': 413,
  'token-missing': 401,
  'token-refused': 401,
  'rate-exceeded': 429,
  'body-malformed': 400,
  'message-malformed': 400,
  'depth-excessive': 400,
  'pairing-closed': 403,
  'pairing-refused': 403,
  'pairing-locked': 429,
  'widget-absent': 404,
  'option-malformed': 400,
  'storage-full': 507,
  'storage-failed': 503,
  'guard-closed': 503,
  'pack-absent': 503,
  'capacity-reached': 503,
  'plugin-closed': 503,
} satisfies Readonly<Partial<Record<PluginErrorCode, number>>> & Readonly<Record<string, number>>;
