import type { IncomingMessage } from 'node:http';
import { API_HEADER } from '../plugin-version.ts';

/** The headers with which a page is allowed to call. */
export function corsHeaders(origin: string): Readonly<Record<string, string>> {
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': `${API_HEADER}, retry-after`,
    vary: 'Origin',
  };
}

/**
 * The headers that answer a preflight. A browser that asks for leave to reach a private network gets it: only pages on the list
 * come so far.
 */
export function preflightHeaders(origin: string, { headers }: IncomingMessage): Readonly<Record<string, string>> {
  return {
    ...corsHeaders(origin),
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': '600',
    ...(headers['access-control-request-private-network'] === 'true'
      ? { 'access-control-allow-private-network': 'true' }
      : {}),
  };
}
