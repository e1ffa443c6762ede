import { WebSocket } from 'ws';
import type { Connector } from '../client/ports.ts';
import { FRAME_BYTES_MAX, SUBPROTOCOL } from '../protocol/limits.ts';

/** How connections are made. */
export interface NodeConnectorOptions {
  /** For TLS: certificates to trust, and the client's own. As of `node:tls`. */
  readonly tls?: { readonly ca?: string | Buffer; readonly cert?: string | Buffer; readonly key?: string | Buffer };
}

/** Connections by `ws`. */
export function nodeConnector({ tls = {} }: NodeConnectorOptions = {}): Connector {
  return {
    connect(url, listener) {
      const socket = new WebSocket(url, SUBPROTOCOL, {
        ...tls,
        // What travels is compressed once, by the publisher.
        perMessageDeflate: false,
        maxPayload: FRAME_BYTES_MAX,
      });
      let isClosed = false;
      const closed = (code: string): void => {
        if (isClosed) return;
        isClosed = true;
        listener.closed(code);
      };
      socket.on('open', () => listener.opened());
      socket.on('message', (data, isBinary) => {
        if (!isClosed && isBinary) listener.received(new Uint8Array(data as Buffer));
      });
      socket.on('ping', () => {
        if (!isClosed) listener.alive();
      });
      socket.on('error', (error: NodeJS.ErrnoException) => {
        socket.terminate();
        closed(error.code ?? 'connection-failed');
      });
      socket.on('close', (code) => closed(String(code)));
      return {
        tellsPings: true,
        get queuedBytes() {
          return socket.bufferedAmount;
        },
        send(frame) {
          if (socket.readyState === WebSocket.OPEN) socket.send(frame);
        },
        close() {
          // A peer that is gone does not answer a close; nobody waits for it.
          if (socket.readyState === WebSocket.OPEN) {
            socket.close();
            setTimeout(() => socket.terminate(), CLOSE_TIMEOUT_MS).unref();
          } else socket.terminate();
          closed('closed');
        },
      };
    },
  };
}

/** How long a peer may take to close, too. */
const CLOSE_TIMEOUT_MS = 2_000;
