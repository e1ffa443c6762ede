import { API_HEADER, API_VERSION } from '../plugin-version.ts';

/** What came back, or the code of why nothing did. */
export type Asked =
  | { readonly kind: 'answered'; readonly body: Readonly<Record<string, unknown>> }
  | { readonly kind: 'refused'; readonly why: string };

/** One request. */
export interface Asking {
  readonly url: string;
  readonly token: string;
  readonly body: object;
  readonly limitMs: number;
}

/**
 * Asks a plugin within a time. Never rejects: whatever does not answer in time, in our version and in JSON, has not answered.
 */
export async function askPlugin({ url, token, body, limitMs }: Asking): Promise<Asked> {
  const ending = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Beside the signal: whoever has replaced `fetch` may not heed it.
  const silence = new Promise<Asked>((resolve) => {
    timer = setTimeout(() => {
      resolve({ kind: 'refused', why: 'plugin-silent' });
      ending.abort();
    }, limitMs);
  });
  const asked = send(url, token, body, ending.signal).catch(
    (): Asked => ({ kind: 'refused', why: ending.signal.aborted ? 'plugin-silent' : 'plugin-unreachable' }),
  );
  const answer = await Promise.race([asked, silence]);
  clearTimeout(timer);
  return answer;
}

async function send(url: string, token: string, body: object, signal: AbortSignal): Promise<Asked> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
    credentials: 'omit',
    cache: 'no-store',
    // What sends elsewhere is no plugin.
    redirect: 'error',
    signal,
  });
  const version = response.headers.get(API_HEADER);
  if (version !== null && version !== String(API_VERSION)) return { kind: 'refused', why: 'version-unsupported' };
  const parsed: unknown = await response.json().catch(() => undefined);
  if (signal.aborted) return { kind: 'refused', why: 'plugin-silent' };
  if (!response.ok) return { kind: 'refused', why: codeIn(parsed) ?? 'plugin-refused' };
  if (version === null || !isRecord(parsed)) return { kind: 'refused', why: 'answer-malformed' };
  return { kind: 'answered', body: parsed };
}

function codeIn(body: unknown): string | undefined {
  const error = isRecord(body) ? body['error'] : undefined;
  const code = isRecord(error) ? error['code'] : undefined;
  return typeof code === 'string' && /^[a-z-]{1,64}$/.test(code) ? code : undefined;
}

/** Whether a value is an object and no list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
