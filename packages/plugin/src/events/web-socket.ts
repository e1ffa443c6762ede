import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Guard } from '@forecheck/sync';
import { type WebSocket, WebSocketServer } from 'ws';
import type { CheckDesk } from '../checks/check-desk.ts';
import { parseDispositionBody } from '../checks/disposition-body.ts';
import { parseEncounterBody } from '../checks/encounter-body.ts';
import type { PluginLimits } from '../config/limits.ts';
import { PluginError } from '../error.ts';
import type { RateLimit } from '../gate/rate-limit.ts';
import { parseJson } from '../gate/read-json.ts';
import type { PluginStatus } from '../server/plugin-status.ts';
import { failureBody } from '../server/tell-failure.ts';

/** The protocol that the plugin speaks over a WebSocket; the token is another one beside it. */
export const EVENTS_PROTOCOL = 'forecheck.v1';

/** What pages and programs are told of as it happens, and may ask over the same connection. */
export interface EventServer {
  /** Goes on from an upgrade that was admitted. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, caller: string): void;
  /** Open connections. */
  readonly count: number;
  /** Says goodbye to everybody. */
  close(): void;
}

/** What {@link createEventServer} serves with. */
export interface EventServerOptions {
  readonly desk: CheckDesk;
  readonly guard: Pick<Guard, 'onChange' | 'onQuestions'>;
  readonly limits: PluginLimits;
  readonly rate: RateLimit;
  readonly readStatus: () => PluginStatus;
}

/** Tells of changes and of questions, and answers checks and dispositions as `POST` does. */
export function createEventServer({ desk, guard, limits, rate, readStatus }: EventServerOptions): EventServer {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.bodyBytesMax,
    // Without compression: a small message must not become a large one here.
    perMessageDeflate: false,
    handleProtocols: (protocols) => (protocols.has(EVENTS_PROTOCOL) ? EVENTS_PROTOCOL : false),
  });
  const alive = new WeakSet<WebSocket>();
  const broadcast = (event: object): void => {
    const text = JSON.stringify(event);
    for (const socket of server.clients) send(socket, text);
  };
  const stops = [
    guard.onChange(() => broadcast({ kind: 'status', status: readStatus() })),
    guard.onQuestions((questions) => broadcast({ kind: 'questions', questions })),
  ];
  const heartbeat = setInterval(() => {
    for (const socket of server.clients) {
      if (!alive.has(socket)) socket.terminate();
      alive.delete(socket);
      socket.ping();
    }
  }, HEARTBEAT_MS);
  heartbeat.unref();

  async function answer(text: string, caller: string): Promise<object> {
    let id: string | undefined;
    try {
      rate.spend(caller);
      const { kind, id: asked, ...body } = Object(parseJson(text, limits)) as Record<string, unknown>;
      if (typeof asked === 'string' && asked.length <= ID_LENGTH_MAX) id = asked;
      if (kind === 'check') {
        return { kind: 'checked', id, result: desk.check(parseEncounterBody(body, limits.itemsMax), caller) };
      }
      if (kind === 'answer') {
        const { encounter, dispositions } = parseDispositionBody(body, limits.dispositionsMax);
        for (const disposition of dispositions) await desk.record(disposition, encounter, caller);
        return { kind: 'answered', id, recorded: dispositions.map((one) => one.id) };
      }
      throw new PluginError('body-malformed', 'a message is of kind `check` or `answer`', { path: 'kind' });
    } catch (error) {
      return { kind: 'refused', id, ...failureBody(error) };
    }
  }

  return {
    accept(request, socket, head, caller) {
      server.handleUpgrade(request, socket, head, (opened) => {
        alive.add(opened);
        opened.on('pong', () => alive.add(opened));
        opened.on('error', () => opened.terminate());
        opened.on('message', async (data, isBinary) => {
          if (isBinary) {
            opened.close(UNSUPPORTED);
            return;
          }
          send(opened, JSON.stringify(await answer(String(data), caller)));
        });
        send(opened, JSON.stringify({ kind: 'status', status: readStatus() }));
      });
    },
    get count() {
      return server.clients.size;
    },
    close() {
      clearInterval(heartbeat);
      for (const stop of stops) stop();
      for (const socket of server.clients) socket.close(GOING_AWAY);
      server.close();
    },
  };
}

/** Whoever does not read is let go, before what waits for it fills the memory. */
function send(socket: WebSocket, text: string): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > WAITING_BYTES_MAX) socket.terminate();
  else socket.send(text);
}

const HEARTBEAT_MS = 30_000;
const ID_LENGTH_MAX = 100;
const WAITING_BYTES_MAX = 16 * 1024 * 1024;
const UNSUPPORTED = 1003;
const GOING_AWAY = 1001;
