import type { IncomingMessage } from 'node:http';
import type * as z from 'zod';
import type { StoredToken, TokenRole } from '../store/token-store.ts';

/** One thing that can be asked over HTTP. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Parts that begin with `:` stand for anything; the other parts are as they are. */
  readonly path: string;
  /** Who may ask; `anybody` needs no token. */
  readonly roles: readonly TokenRole[] | 'anybody';
  respond(request: RouteRequest): Promise<Reply>;
}

/** A request that has passed the door. */
export interface RouteRequest {
  /** Whoever asks; absent only where anybody may. */
  readonly caller: StoredToken;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** @throws BureauError `body-malformed`, `body-excessive` */
  json<Body>(schema: z.ZodType<Body>): Promise<Body>;
  /** @throws BureauError `body-excessive` */
  bytes(bytesMax: number): Promise<Uint8Array>;
}

/** What is answered. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes go out as they are; anything else as JSON. */
  readonly body?: unknown;
}

/** Whoever may look. */
export const READERS: readonly TokenRole[] = ['reader', 'maker', 'checker', 'administrator'];
/** Whoever holds a part of publishing. */
export const PUBLISHERS: readonly TokenRole[] = ['maker', 'checker'];
/** Whoever may fetch what is published. */
export const RECEIVERS: readonly TokenRole[] = [...READERS, 'institution', 'relay'];
