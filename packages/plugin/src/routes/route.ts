import type { IncomingMessage } from 'node:http';

/** Who calls. */
export interface Caller {
  /** As its token calls it; `local` for a program of this machine without one, `nobody` where nobody was asked. */
  readonly name: string;
  readonly origin?: string;
}

/** What a route is called with. */
export interface RouteRequest {
  readonly caller: Caller;
  /** Parts of the path that stand for something, by their names. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The text of the body. */
  text(): Promise<string>;
  /** The body, parsed within its limits. */
  json(): Promise<unknown>;
  readonly request: IncomingMessage;
}

/** What a route answers: an object as JSON, a text or bytes as they are. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object | string | Uint8Array;
}

/**
 * Who may call a route: `anybody` who has passed the gate, whoever has a `token`, a `pairing` that waits, and beside those with a
 * token `local` programs of this machine and the plugin's own page, or `native` programs where the configuration lets them.
 */
export type Access = 'anybody' | 'token' | 'pairing' | 'local' | 'native';

/** One route. Facts of persons stand in bodies, never in a path or a query. */
export interface Route {
  readonly method: 'GET' | 'POST';
  /** With `:name` for a part that stands for something. */
  readonly path: string;
  readonly access: Access;
  respond(request: RouteRequest): Promise<Reply> | Reply;
  /** How a failure is told, where not as everywhere. */
  tellFailure?(error: unknown, status: number): object;
}
