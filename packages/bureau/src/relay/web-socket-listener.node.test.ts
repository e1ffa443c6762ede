import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { HeadAnnounced, ServerMessage } from '@forecheck/sync/protocol';
import { decodeServerMessage, encodeMessage, SUBPROTOCOL } from '@forecheck/sync/protocol';
import { createSimulatedTime } from '@forecheck/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { announcementOf, createRelayWorld, digestOf, HELLO, type RelayWorld } from './relay-world.ts';
import { attachRelay } from './web-socket-listener.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(): Promise<{ readonly world: RelayWorld; readonly port: number; readonly server: Server }> {
  const world = createRelayWorld(createSimulatedTime(1_700_000_000_000));
  const server = createServer((_, response) => response.end('alive'));
  servers.push(server);
  attachRelay(server, world.relay, { path: '/sync' });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { world, server, port: (server.address() as AddressInfo).port };
}

const upgrade = (path: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: relay\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`;

/** First line of the answer to raw bytes; empty when the connection just ends. */
async function ask(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  let answer = '';
  socket.on('data', (piece) => {
    answer += String(piece);
  });
  socket.write(text);
  await once(socket, 'close');
  return answer.split('\r\n')[0]!;
}

const isAlive = async (port: number): Promise<boolean> =>
  (await (await fetch(`http://127.0.0.1:${port}/`)).text()) === 'alive';

describe('a WebSocket', () => {
  it('greets, and hears an announcement with its blobs as the messages that they are', async () => {
    const { world, port } = await listen();
    const large = Uint8Array.from({ length: 12_000 }, (_, i) => (i * 2_654_435_761) >>> 24);
    world.blobs.set(digestOf('urgent'), Uint8Array.of(9, 9, 9)).set(digestOf('large'), large);
    const socket = new WebSocket(`ws://127.0.0.1:${port}/sync?a=b`, SUBPROTOCOL);
    const received: ServerMessage[] = [];
    socket.on('message', (data) => received.push(decodeServerMessage(data as Buffer) as ServerMessage));
    const heard = async (kind: string): Promise<void> => {
      while (received.at(-1)?.kind !== kind) {
        await once(socket, 'message');
        await world.pass(1);
      }
    };
    await once(socket, 'open');
    socket.send(encodeMessage(HELLO));
    await heard('welcome');
    world.announce(announcementOf(1, { push: [digestOf('urgent'), digestOf('large')] }));
    await world.pass(1);
    await heard('push');
    expect(received.map(({ kind }) => kind)).toEqual(['welcome', 'head', 'push']);
    expect((received[1] as HeadAnnounced).pushed).toEqual([digestOf('urgent'), digestOf('large')]);
    socket.terminate();
    while (world.relay.stats.connections > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it.each([
    ['without the sub-protocol', '/sync', 'HTTP/1.1 426 Upgrade Required'],
    ['for another path, when nobody else could answer', '/elsewhere', 'HTTP/1.1 404 Not Found'],
    ['for what is no path at all', '//', 'HTTP/1.1 404 Not Found'],
  ])('is refused %s', async (_, path, status) => {
    const { port } = await listen();
    expect(await ask(port, upgrade(path))).toBe(status);
    expect(await isAlive(port)).toBe(true);
  });

  it('for another path is left to whoever else listens', async () => {
    const { server, port } = await listen();
    server.on('upgrade', (_, socket) => socket.end('HTTP/1.1 204 Mine\r\n\r\n'));
    expect(await ask(port, upgrade('/elsewhere'))).toBe('HTTP/1.1 204 Mine');
  });

  it('that is reset while it is refused does no harm', async () => {
    const { server, port } = await listen();
    const reset = new Promise((resolve) => {
      server.on('upgrade', (_, socket) => {
        socket.once('close', resolve);
        socket.destroy(new Error('reset'));
      });
    });
    await ask(port, upgrade('/sync'));
    await reset;
    expect(await isAlive(port)).toBe(true);
  });
});
