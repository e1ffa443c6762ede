import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { FRAME_BYTES_MAX, SUBPROTOCOL } from '@forecheck/sync/protocol';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Relay } from './relay.ts';
import type { ServerConnection, SharedFrames } from './server-connection.ts';

/** How to listen. */
export interface ListenerOptions {
  /** Path of the WebSocket; others are left to the server's own listeners. */
  readonly path: string;
  /** Connections accepted in a second; more are told to come again, before anything is spent on them. */
  readonly acceptsPerSecond?: number;
  /** Told of each connection. */
  readonly accepted?: () => void;
}

/**
 * Gives the WebSocket connections of a server to a relay. Compression of messages is off: once used it costs a server
 * 200 KB for each connection and twenty times the time, and what is large comes compressed already.
 *
 * @returns How to stop; connections that are open stay so until the relay closes them.
 */
export function attachRelay(server: Server, relay: Relay, options: ListenerOptions): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: FRAME_BYTES_MAX,
    clientTracking: false,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  });
  const admits = createAdmission(options.acceptsPerSecond ?? ACCEPTS_PER_SECOND);
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (pathOf(request) !== options.path) {
      // A socket that nobody answers would stay open for ever.
      if (server.listenerCount('upgrade') === 1) refuse(socket, '404 Not Found', '');
      return;
    }
    if (!admits()) return refuse(socket, '503 Service Unavailable', 'Retry-After: 2\r\n');
    // Without it the other side would be given a connection whose language nobody named.
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
    if (!offered.includes(SUBPROTOCOL)) return refuse(socket, '426 Upgrade Required', '');
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      options.accepted?.();
      serve(relay, webSocket, socket);
    });
  };
  server.on('upgrade', upgrade);
  return () => {
    server.off('upgrade', upgrade);
    sockets.close();
  };
}

function serve(relay: Relay, webSocket: WebSocket, socket: Duplex): void {
  const connection: ServerConnection = {
    send(frame) {
      if (webSocket.readyState === webSocket.OPEN) webSocket.send(frame);
    },
    sendShared(frames) {
      // Straight to the socket: nothing is ever fragmented or deflated here, so no frame of `ws` is half written. Framed
      // once for all, 10,000 sends of 200 bytes take half the time of `ws.send`.
      if (webSocket.readyState === webSocket.OPEN) socket.write(framed(frames));
    },
    get queuedBytes() {
      return socket.writableLength;
    },
    ping() {
      if (webSocket.readyState === webSocket.OPEN) webSocket.ping();
    },
    close: () => webSocket.close(NORMAL_CLOSURE),
    abort: () => webSocket.terminate(),
  };
  const listener = relay.accept(connection);
  webSocket.on('message', (data, isBinary) => {
    // `nodebuffer` is the default binary type: one Buffer a message.
    if (isBinary && data instanceof Uint8Array) listener.received(data);
    else webSocket.close(UNSUPPORTED_DATA);
  });
  webSocket.on('pong', () => listener.heard());
  webSocket.on('close', () => listener.closed());
  // `close` follows.
  webSocket.on('error', () => undefined);
  socket.on('drain', () => listener.drained());
}

/** Server frames are not masked, so one buffer serves every socket. */
function framed(frames: SharedFrames): Buffer {
  const known = framedOnce.get(frames);
  if (known !== undefined) return known;
  const made = Buffer.concat(frames.flatMap((frame) => [frameHeader(frame.length), frame]));
  framedOnce.set(frames, made);
  return made;
}

/** RFC 6455 §5.2: final fragment, binary, no mask. */
function frameHeader(length: number): Buffer {
  if (length < 126) return Buffer.from([FINAL_BINARY, length]);
  if (length < 65_536) return Buffer.from([FINAL_BINARY, 126, length >>> 8, length & 255]);
  const header = Buffer.alloc(10);
  header[0] = FINAL_BINARY;
  header[1] = 127;
  header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}

/** Not by `URL`, which throws for some of what a stranger may ask for. */
function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0]!;
}

function refuse(socket: Duplex, status: string, headers: string): void {
  // Node has taken its own listener away, and an error that nobody hears ends the process.
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\n${headers}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** A bucket that refills evenly. */
function createAdmission(perSecond: number): () => boolean {
  let tokens = perSecond;
  let lastMs = performance.now();
  return () => {
    const nowMs = performance.now();
    tokens = Math.min(perSecond, tokens + ((nowMs - lastMs) / 1000) * perSecond);
    lastMs = nowMs;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

const framedOnce = new WeakMap<SharedFrames, Buffer>();
const FINAL_BINARY = 0x82;
const NORMAL_CLOSURE = 1000;
const UNSUPPORTED_DATA = 1003;
/** A plain accept takes some 0.15 ms of a processor. */
const ACCEPTS_PER_SECOND = 5_000;
