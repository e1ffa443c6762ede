import {
  bytes,
  digest,
  type Field,
  type Fields,
  flag,
  integer,
  list,
  literal,
  object,
  optional,
  type Shape,
  shape,
  text,
} from '@forecheck/pack';
import {
  CHUNK_BYTES_MAX,
  DELAY_MS_MAX,
  EVENT_BYTES_MAX,
  EVENTS_MAX,
  FRAME_BYTES_MAX,
  HELD_SEGMENTS_MAX,
  INSTANT_MS_MAX,
  LIST_MAX,
  NAME_LENGTH_MAX,
  PUSH_BYTES_MAX,
  QUESTION_LENGTH_MAX,
  QUESTIONS_MAX,
  TOKEN_LENGTH_MAX,
} from './limits.ts';
import type {
  ActivatedManifest,
  Answer,
  ClientMessage,
  Encoding,
  Intent,
  Message,
  PushedBlob,
  Question,
  ServerMessage,
  StreamPosition,
} from './messages.ts';

/** A message without its `kind`. */
type Body<K extends Message['kind']> = Omit<Extract<Message, { readonly kind: K }>, 'kind'>;
type ShapesOf<M extends Message> = { readonly [K in M['kind']]: Shape<Body<K>> };

const message = <K extends Message['kind']>(fields: Fields<Body<K>>): Shape<Body<K>> => shape(fields, 'ignored');

const name = text(NAME_LENGTH_MAX);
/** Counts, lengths, sequences, versions. */
const count = integer(0, Number.MAX_SAFE_INTEGER);
const instant = integer(0, INSTANT_MS_MAX);
const delay = integer(0, DELAY_MS_MAX);
const sealed = bytes(FRAME_BYTES_MAX);
const encoding: Field<Encoding> = literal('gzip', 'zstd', 'none');
const goodbye = message<'goodbye'>({ code: name, delayMs: optional(delay) });

/** What a client takes from a server. */
export const SERVER_SHAPES: ShapesOf<ServerMessage> = {
  welcome: message<'welcome'>({
    protocol: count,
    serverMs: instant,
    roots: list(sealed, LIST_MAX),
    head: optional(sealed),
    layers: list(
      object<Intent>({
        layer: name,
        intent: literal('current', 'fetch', 'wait', 'refused'),
        waitMs: optional(delay),
        code: optional(name),
      }),
      LIST_MAX,
    ),
    acknowledged: count,
    reconnectWindowMs: delay,
    pingMs: delay,
  }),
  head: message<'head'>({
    head: sealed,
    roots: optional(list(sealed, LIST_MAX)),
    pushed: optional(list(digest, LIST_MAX)),
    spreadMs: optional(delay),
  }),
  push: message<'push'>({
    blobs: list(object<PushedBlob>({ digest, encoding, bytes: bytes(PUSH_BYTES_MAX) }), LIST_MAX),
  }),
  chunk: message<'chunk'>({ request: count, offset: count, total: count, bytes: bytes(CHUNK_BYTES_MAX) }),
  refused: message<'refused'>({ request: count, code: name, retryAfterMs: optional(delay) }),
  eventsAck: message<'eventsAck'>({
    institution: optional(name),
    stream: name,
    sequence: count,
    quarantined: optional(flag),
  }),
  questions: message<'questions'>({
    institution: optional(name),
    questions: list(
      object<Question>({ id: name, about: name, text: text(QUESTION_LENGTH_MAX), askedMs: instant }),
      QUESTIONS_MAX,
    ),
  }),
  goodbye,
};

/** What a server takes from a client. */
export const CLIENT_SHAPES: ShapesOf<ClientMessage> = {
  hello: message<'hello'>({
    protocol: count,
    role: literal('client', 'relay'),
    token: optional(text(TOKEN_LENGTH_MAX)),
    institution: name,
    scope: name,
    coreVersion: name,
    encodings: list(encoding, LIST_MAX),
    rootVersion: count,
    headEpoch: count,
    headVersion: count,
    held: list(digest, HELD_SEGMENTS_MAX),
    segments: optional(list(digest, HELD_SEGMENTS_MAX)),
    outbox: object<StreamPosition>({ stream: name, next: count }),
    clockMs: instant,
  }),
  want: message<'want'>({ request: count, digest, offset: count, encoding }),
  credit: message<'credit'>({ consumed: count }),
  activated: message<'activated'>({
    institution: optional(name),
    pack: digest,
    manifests: list(
      object<ActivatedManifest>({ layer: name, digest, sequence: count, mode: literal('active', 'shadow') }),
      LIST_MAX,
    ),
    tookMs: count,
  }),
  rejected: message<'rejected'>({ institution: optional(name), layer: name, digest, sequence: count, code: name }),
  events: message<'events'>({
    institution: optional(name),
    stream: name,
    first: count,
    entries: list(bytes(EVENT_BYTES_MAX), EVENTS_MAX),
  }),
  answers: message<'answers'>({
    institution: optional(name),
    answers: list(
      object<Answer>({ question: name, text: text(QUESTION_LENGTH_MAX), answeredMs: instant }),
      QUESTIONS_MAX,
    ),
  }),
  status: message<'status'>({
    institution: optional(name),
    pack: optional(digest),
    isStale: flag,
    outboxLength: count,
    clockOffsetMs: integer(-INSTANT_MS_MAX, INSTANT_MS_MAX),
    evaluations: count,
    alerts: count,
    overrides: count,
    lastError: optional(name),
  }),
  goodbye,
};
