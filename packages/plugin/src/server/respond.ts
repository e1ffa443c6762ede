import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PluginLimits } from '../config/limits.ts';
import { PluginError } from '../error.ts';
import { admit, type GateOptions, type Knock } from '../gate/gate.ts';
import { corsHeaders, preflightHeaders } from '../gate/preflight.ts';
import type { RateLimit } from '../gate/rate-limit.ts';
import { parseJson, readBody, requireJson, requireLength } from '../gate/read-json.ts';
import { API_HEADER, API_VERSION } from '../plugin-version.ts';
import type { Caller, Reply, Route } from '../routes/route.ts';
import type { TokenOffice } from '../tokens/token-office.ts';
import { codeOf, failureReply, statusOf } from './tell-failure.ts';

/** What requests are answered with. */
export interface RespondOptions {
  readonly routes: readonly Route[];
  readonly gate: GateOptions;
  readonly limits: PluginLimits;
  readonly tokens: Pick<TokenOffice, 'find'>;
  readonly isPairingOpen: () => boolean;
  readonly nativeWithoutToken: boolean;
  /** By caller, and for what is refused before one is known. */
  readonly callerRate: RateLimit;
  readonly refusalRate: RateLimit;
  readonly monotonicMs: () => number;
  /** Told of every answer, for the log and the numbers. */
  readonly answered: (answer: Answered) => void;
}

/** What is told of an answer: no path, which a stranger may have written anything into. */
export interface Answered {
  /** As the table of routes has it; absent where there is none. */
  readonly route?: string;
  readonly caller: string;
  readonly status: number;
  readonly code?: string;
  readonly tookMs: number;
}

/** Answers requests. */
export interface Responder {
  /** Never rejects. */
  respond(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Requests whose answer is under way. */
  readonly pending: number;
  /** From now on every new request is refused. */
  close(): void;
}

/** A responder over a table of routes. */
export function createResponder(options: RespondOptions): Responder {
  const { limits, monotonicMs } = options;
  let pending = 0;
  let isClosed = false;

  async function answer(request: IncomingMessage): Promise<Answer> {
    const found = findRoute(options.routes, request);
    let knock: Knock | undefined;
    let caller: Caller = NOBODY;
    try {
      knock = admit(request, options.gate, found.route?.access === 'pairing' && options.isPairingOpen());
      if (isClosed) throw new PluginError('plugin-closed', 'the plugin is closing');
      if (knock.isPreflight && knock.origin !== undefined) {
        return { found, knock, caller, reply: { status: 204, headers: preflightHeaders(knock.origin, request) } };
      }
      const route = requireRoute(request, found);
      const isPost = route.method === 'POST';
      if (isPost) requireJson(request);
      requireLength(request, isPost ? limits.bodyBytesMax : 0);
      caller = identify(request, knock, route, options);
      options.callerRate.spend(caller === NOBODY ? peerOf(request, knock) : caller.name);
      if (pending > limits.pendingMax) throw new PluginError('capacity-reached', 'too much is asked at once');
      const text = () => readBody(request, limits.bodyBytesMax);
      const json = async () => parseJson(await text(), limits);
      const reply = await route.respond({ caller, parameters: found.parameters, text, json, request });
      return { found, knock, caller, reply };
    } catch (error) {
      return { found, caller, error, reply: tell(error, request, knock, found), ...(knock ? { knock } : {}) };
    }
  }

  /** Whoever is refused again and again is not told why any more: refusing is to stay cheap. */
  function tell(error: unknown, request: IncomingMessage, knock: Knock | undefined, { route }: FoundRoute): Reply {
    if (REFUSALS.has(codeOf(error))) {
      try {
        options.refusalRate.spend(peerOf(request, knock));
      } catch (excess) {
        return { ...failureReply(excess), headers: { 'retry-after': '1', connection: 'close' } };
      }
    }
    const reply = failureReply(error);
    const own = route?.tellFailure;
    return own === undefined ? reply : { ...reply, body: own(error, statusOf(error)) };
  }

  return {
    get pending() {
      return pending;
    },
    close() {
      isClosed = true;
    },
    async respond(request, response) {
      const startedMs = monotonicMs();
      pending += 1;
      try {
        const { found, knock, caller, reply, error } = await answer(request);
        send(request, response, reply, knock?.origin);
        options.answered({
          ...(found.route === undefined ? {} : { route: found.route.path }),
          caller: caller.name,
          status: reply.status ?? 200,
          ...(error === undefined ? {} : { code: codeOf(error) }),
          tookMs: monotonicMs() - startedMs,
        });
      } catch {
        // Somebody went away while being answered.
        response.destroy();
      } finally {
        pending -= 1;
      }
    },
  };
}

interface Answer {
  readonly found: FoundRoute;
  readonly knock?: Knock;
  readonly caller: Caller;
  readonly reply: Reply;
  readonly error?: unknown;
}

/** The token of a request that may use it. @throws {@link PluginError} `token-missing`, `token-refused` */
export function identify(
  request: IncomingMessage,
  knock: Knock,
  { access }: Pick<Route, 'access'>,
  { tokens, nativeWithoutToken }: Pick<RespondOptions, 'tokens' | 'nativeWithoutToken'>,
): Caller {
  if (access === 'anybody' || access === 'pairing') return NOBODY;
  const token = tokenOf(request);
  if (token === undefined) {
    if (access === 'local' && (knock.isNative || knock.isOwnPage)) return LOCAL;
    if (access === 'native' && knock.isNative && nativeWithoutToken) return LOCAL;
    throw new PluginError('token-missing', 'a token is asked for');
  }
  const known = tokens.find(token);
  // A token that was given to one page is of no use to another, nor to a program.
  if (known === undefined || (known.origin !== undefined && known.origin !== knock.origin)) {
    throw new PluginError('token-refused', 'the token is not known here');
  }
  return { name: known.name, ...(knock.origin === undefined ? {} : { origin: knock.origin }) };
}

/** Where a browser cannot set headers, for a WebSocket, the token is one of its protocols. */
function tokenOf({ headers }: IncomingMessage): string | undefined {
  const [, bearer] = /^Bearer +(\S{1,512})$/i.exec(headers.authorization ?? '') ?? [];
  if (bearer !== undefined) return bearer;
  const protocols = (headers['sec-websocket-protocol'] ?? '').split(',').map((one) => one.trim());
  return protocols.find((one) => one.startsWith(TOKEN_PROTOCOL))?.slice(TOKEN_PROTOCOL.length);
}

interface FoundRoute {
  readonly route?: Route;
  readonly parameters: Readonly<Record<string, string>>;
  /** There is one of another method. */
  readonly isOtherMethod: boolean;
}

/** By path alone for a preflight, whose own method says nothing. */
function findRoute(routes: readonly Route[], { method, url = '/' }: IncomingMessage): FoundRoute {
  const [path = '/'] = url.split('?', 1);
  const asked = path.split('/');
  let isOtherMethod = false;
  for (const route of routes) {
    const parameters = matchPath(route.path, asked);
    if (parameters === undefined) continue;
    if (route.method === method || method === 'OPTIONS') return { route, parameters, isOtherMethod: false };
    isOtherMethod = true;
  }
  return { parameters: {}, isOtherMethod };
}

function matchPath(path: string, asked: readonly string[]): Readonly<Record<string, string>> | undefined {
  const wanted = path.split('/');
  if (wanted.length !== asked.length) return undefined;
  const parameters: Record<string, string> = {};
  for (let index = 0; index < wanted.length; index += 1) {
    const want = wanted[index]!;
    const have = asked[index]!;
    if (!want.startsWith(':')) {
      if (want !== have) return undefined;
    } else if (NAME.test(have)) {
      parameters[want.slice(1)] = have;
    } else {
      return undefined;
    }
  }
  return parameters;
}

function requireRoute({ method = '' }: IncomingMessage, { route, isOtherMethod }: FoundRoute): Route {
  if (isOtherMethod || (method !== 'GET' && method !== 'POST')) {
    throw new PluginError('method-refused', 'the route does not take this method');
  }
  if (route === undefined) throw new PluginError('route-unknown', 'there is no such route');
  return route;
}

/** Pages are told apart, so that one of them does not use up what another may. */
function peerOf({ socket }: IncomingMessage, knock: Knock | undefined): string {
  return `${socket.remoteAddress ?? ''} ${knock?.origin ?? ''}`;
}

function send(request: IncomingMessage, response: ServerResponse, reply: Reply, origin: string | undefined): void {
  const { status = 200, headers = {}, body } = reply;
  const isBytes = body instanceof Uint8Array || typeof body === 'string';
  const content = isBytes ? body : body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
    ...(origin === undefined ? {} : corsHeaders(origin)),
    ...headers,
    ...(status === 204 ? {} : { 'content-length': Buffer.byteLength(content) }),
    // A body that nobody read would be read as the next request.
    ...(request.complete ? {} : { connection: 'close' }),
  });
  response.end(content);
}

const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  [API_HEADER]: String(API_VERSION),
} as const;

const NAME = /^[\w.-]{1,100}$/;
/** What stands before the token among the protocols of a WebSocket. */
const TOKEN_PROTOCOL = 'forecheck.token.';
const NOBODY: Caller = { name: 'nobody' };
const LOCAL: Caller = { name: 'local' };
const REFUSALS: ReadonlySet<string> = new Set([
  'peer-refused',
  'host-refused',
  'origin-refused',
  'site-refused',
  'token-missing',
  'token-refused',
  'pairing-closed',
  'pairing-refused',
]);
