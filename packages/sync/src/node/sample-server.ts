import { gzipSync, zstdCompressSync } from 'node:zlib';
import type { Digest } from '@forecheck/pack';
import { CHUNK_BYTES_MAX, PROTOCOL_VERSION, WINDOW_BYTES_MAX } from '../protocol/limits.ts';
import { decodeClientMessage, encodeMessage } from '../protocol/message-codec.ts';
import type { Chunk, ClientMessage, Message, ServerMessage, Want, Welcome } from '../protocol/messages.ts';

/** The serving side of a connection, of a simulated or a real network. */
export interface AcceptedConnection {
  send(frame: Uint8Array): void;
  ping(): void;
  abort(): void;
}

/** What the serving side hears. */
export interface AcceptedListener {
  received(frame: Uint8Array): void;
  heard(): void;
  drained(): void;
  closed(): void;
}

/** The least of a server that keeps to the protocol, for tests of the client; the real one is the bureau's relay. */
export interface SampleServer {
  accept(connection: AcceptedConnection): AcceptedListener;
  /** What clients said, oldest first. */
  readonly said: ClientMessage[];
  /** Entries that are durable here, by stream. */
  readonly held: Map<string, Uint8Array[]>;
  /** A new head, told to everybody who is connected. */
  announce(head: Uint8Array, more?: { readonly spreadMs?: number; readonly pushed?: readonly Digest[] }): void;
  /** Something to everybody who is connected. */
  tell(message: ServerMessage): void;
  /** Everybody is cut off. */
  drop(): void;
  /** Everybody gets a sign of life. */
  ping(): void;
  /** Changes how connections are answered from now on. */
  behave(change: Partial<SampleBehaviour>): void;
}

/** How a sample server answers. */
export interface SampleBehaviour {
  readonly head?: Uint8Array;
  readonly welcome: Partial<Welcome>;
  /** Instead of a welcome; nothing at all when it gives nothing. */
  readonly greets?: (() => ServerMessage | undefined) | undefined;
  /** Instead of the chunks of a download. */
  readonly answerWant?: ((want: Want) => ServerMessage | undefined) | undefined;
  /** Every stream is set aside. */
  readonly quarantines?: boolean;
  readonly acknowledges: boolean;
  /** Wrong bytes in downloads. */
  readonly corrupts: boolean;
}

/** A server of these blobs. */
export function createSampleServer(blobs: ReadonlyMap<Digest, Uint8Array>): SampleServer {
  let behaviour: SampleBehaviour = { welcome: {}, acknowledges: true, corrupts: false };
  const connections = new Set<AcceptedConnection>();
  const said: ClientMessage[] = [];
  const held = new Map<string, Uint8Array[]>();

  function accept(connection: AcceptedConnection): AcceptedListener {
    const waiting: Chunk[] = [];
    let unspent = 0;
    let spent = 0;
    const send = (message: Message): void => connection.send(encodeMessage(message));
    const pump = (): void => {
      while (waiting.length > 0 && unspent - spent + waiting[0]!.bytes.length <= WINDOW_BYTES_MAX) {
        const chunk = waiting.shift()!;
        unspent += chunk.bytes.length;
        send(chunk);
      }
    };
    connections.add(connection);
    return {
      received(frame) {
        const message = decodeClientMessage(frame);
        if (message.kind === 'unknown') return;
        said.push(message);
        if (message.kind === 'hello' && behaviour.greets !== undefined) {
          const greeting = behaviour.greets();
          if (greeting !== undefined) send(greeting);
        } else if (message.kind === 'hello') {
          const stream = held.get(message.outbox.stream) ?? [];
          send({
            kind: 'welcome',
            protocol: PROTOCOL_VERSION,
            serverMs: message.clockMs,
            roots: [],
            ...(behaviour.head && { head: behaviour.head }),
            layers: [],
            acknowledged: stream.length,
            reconnectWindowMs: 2_000,
            pingMs: 45_000,
            ...behaviour.welcome,
          });
        } else if (message.kind === 'want') {
          const answer = behaviour.answerWant?.(message);
          if (answer !== undefined) return send(answer);
          waiting.push(...chunksOf(message));
          pump();
        } else if (message.kind === 'credit') {
          spent = message.consumed;
          pump();
        } else if (message.kind === 'events' && behaviour.quarantines === true) {
          send({ kind: 'eventsAck', stream: message.stream, sequence: 0, quarantined: true });
        } else if (message.kind === 'events') {
          const stream = held.get(message.stream) ?? [];
          held.set(message.stream, stream);
          for (const [i, entry] of message.entries.entries()) {
            if (message.first + i === stream.length + 1) stream.push(entry);
          }
          if (behaviour.acknowledges) send({ kind: 'eventsAck', stream: message.stream, sequence: stream.length });
        }
      },
      heard() {},
      drained() {},
      closed: () => void connections.delete(connection),
    };
  }

  function chunksOf({ request, digest, offset, encoding }: Want): readonly Chunk[] {
    const raw = blobs.get(digest)!;
    const encoded = new Uint8Array(
      { gzip: gzipSync, zstd: zstdCompressSync, none: (it: Uint8Array) => it }[encoding](raw),
    );
    if (behaviour.corrupts) encoded[encoded.length - 20]! ^= 1;
    const chunks: Chunk[] = [];
    for (let at = offset; at < encoded.length; at += CHUNK_BYTES_MAX) {
      const bytes = encoded.subarray(at, at + CHUNK_BYTES_MAX);
      chunks.push({ kind: 'chunk', request, offset: at, total: encoded.length, bytes });
    }
    return chunks;
  }

  const tell = (message: ServerMessage): void => {
    for (const connection of connections) connection.send(encodeMessage(message));
  };
  return {
    accept,
    said,
    held,
    tell,
    announce(head, more = {}) {
      behaviour = { ...behaviour, head };
      tell({ kind: 'head', head, ...more });
    },
    drop() {
      for (const connection of [...connections]) connection.abort();
    },
    ping() {
      for (const connection of connections) connection.ping();
    },
    behave(change) {
      behaviour = { ...behaviour, ...change };
    },
  };
}
