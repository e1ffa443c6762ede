import type { IncomingMessage, ServerResponse } from 'node:http';
import type * as z from 'zod';
import { BureauError } from '../error.ts';
import type { TokenOffice } from '../main/tokens.ts';
import type { StoredToken } from '../store/token-store.ts';
import { replyOf } from './http-errors.ts';
import type { Reply, Route, RouteRequest } from './route.ts';

/** Answers requests by a table of routes. Never throws and never rejects. */
export function handleRequests(
  routes: readonly Route[],
  tokens: TokenOffice,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    let reply: Reply;
    try {
      reply = await respond(routes, tokens, request);
    } catch (error) {
      reply = replyOf(error);
    }
    send(request, response, reply);
  };
}

async function respond(routes: readonly Route[], tokens: TokenOffice, request: IncomingMessage): Promise<Reply> {
  // Not by `URL`, which throws for some of what a stranger may ask for.
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const found = find(routes, request.method ?? 'GET', path);
  if (found === undefined) throw new BureauError('route-unknown', 'there is no such route');
  const { route, parameters } = found;
  const caller = route.roles === 'anybody' ? NOBODY : await tokens.read(bearerOf(request));
  if (route.roles !== 'anybody' && !route.roles.includes(caller.role)) {
    throw new BureauError('role-insufficient', `a \`${caller.role}\` may not do this`, { role: caller.role });
  }
  const asked = new URLSearchParams(query);
  // PostgreSQL takes no NUL in a text, and would be told to have failed.
  if ([...asked.values()].some((value) => value.includes('\0'))) {
    throw new BureauError('option-malformed', 'the query holds what no name holds');
  }
  return route.respond({
    ...bodyOf(request),
    caller,
    parameters,
    query: asked,
    headers: request.headers,
  });
}

function find(routes: readonly Route[], method: string, pathname: string) {
  const asked = pathname.split('/');
  for (const route of routes) {
    const wanted = route.path.split('/');
    if (route.method !== method || wanted.length !== asked.length) continue;
    const parameters: Record<string, string> = {};
    const isMatch = wanted.every((part, index) => {
      if (!part.startsWith(':')) return part === asked[index];
      parameters[part.slice(1)] = asked[index] ?? '';
      return asked[index] !== '';
    });
    if (isMatch) return { route, parameters };
  }
  return undefined;
}

function bearerOf({ headers }: IncomingMessage): string | undefined {
  return /^Bearer +(\S{1,4096})$/i.exec(headers.authorization ?? '')?.[1];
}

function bodyOf(request: IncomingMessage): Pick<RouteRequest, 'json' | 'bytes'> {
  return {
    bytes: (bytesMax) => readBody(request, bytesMax),
    async json<Body>(schema: z.ZodType<Body>) {
      const text = new TextDecoder().decode(await readBody(request, JSON_BYTES_MAX));
      const parsed = schema.safeParse(parseJson(text));
      if (parsed.success) return parsed.data;
      const [first] = parsed.error.issues;
      // The path and the kind of problem, and not the value: a body may hold anything.
      throw new BureauError('body-malformed', 'the body is not what this route takes', {
        path: first?.path.map(String).join('.') ?? '',
        problem: first?.code ?? '',
      });
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BureauError('body-malformed', 'the body is no JSON');
  }
}

async function readBody(request: IncomingMessage, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) throw excessive(bytesMax);
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > bytesMax) throw excessive(bytesMax);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

function excessive(bytesMax: number): BureauError {
  return new BureauError('body-excessive', `the body is longer than \`${bytesMax}\` bytes`, { bytesMax });
}

function send(request: IncomingMessage, response: ServerResponse, { status = 200, headers = {}, body }: Reply): void {
  // Bodies that nobody reads would be read as the next request.
  if (!request.complete) response.setHeader('connection', 'close');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (body instanceof Uint8Array || typeof body === 'string') {
    if (!response.hasHeader('content-type')) response.setHeader('content-type', 'application/octet-stream');
    response.writeHead(status).end(body);
    return;
  }
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.writeHead(status).end(body === undefined ? '{}' : JSON.stringify(body));
}

const NOBODY: StoredToken = { hash: '', subject: '', role: 'reader', createdMs: 0 };
/** A source of a hundred thousand rows, as JSON. Larger ones are compiled by their makers and put as bytes. */
const JSON_BYTES_MAX = 64 * 1024 * 1024;
