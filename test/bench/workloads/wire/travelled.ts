import { createHash } from 'node:crypto';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { createRelay } from '@forecheck/bureau';
import { nodeClock } from '@forecheck/sync/node';
import {
  type ClientMessage,
  decodeServerMessage,
  type Encoding,
  encodeMessage,
  type ServerMessage,
} from '@forecheck/sync/protocol';
import { createIdleSource, helloOf } from '../fan-out/idle-source.ts';

/** Bytes of a blob as a client of the relay gets them, frames not counted; inflated again, they must be the blob. */
export async function travelled(blob: Uint8Array, encoding: Exclude<Encoding, 'none'>): Promise<number> {
  const digest = createHash('sha256').update(blob).digest('hex');
  const relay = createRelay({
    source: createIdleSource({ blob: async () => blob }),
    clock: nodeClock(),
    random: Math.random,
  });
  try {
    const encoded = await new Promise<Uint8Array>((resolve, reject) => {
      const pieces: Uint8Array[] = [];
      let consumed = 0;
      const say = (message: ClientMessage): void => listener.received(encodeMessage(message));
      const hear = (message: ServerMessage): void => {
        if (message.kind === 'welcome') return say({ kind: 'want', request: 1, digest, offset: 0, encoding });
        if (message.kind !== 'chunk') return reject(new Error(`the relay said ${message.kind}`));
        pieces.push(message.bytes);
        consumed += message.bytes.length;
        if (consumed === message.total) resolve(Buffer.concat(pieces));
        else say({ kind: 'credit', consumed });
      };
      const listener = relay.accept({
        // Not at once: a connection answers after the call that it answers.
        send: (frame) => void setImmediate(() => hear(decodeServerMessage(frame) as ServerMessage)),
        sendShared: () => undefined,
        queuedBytes: 0,
        ping: () => undefined,
        close: () => undefined,
        abort: () => undefined,
      });
      say(helloOf('h1', encoding));
    });
    const inflated = encoding === 'gzip' ? gunzipSync(encoded) : zstdDecompressSync(encoded);
    if (!inflated.equals(blob)) throw new Error('the relay gave something else');
    return encoded.length;
  } finally {
    await relay.close();
  }
}
