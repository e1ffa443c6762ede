import type { IncomingMessage, Server } from 'node:http';
import { PluginError } from '../error.ts';
import { admit, type GateOptions, type Knock } from '../gate/gate.ts';
import type { RateLimit } from '../gate/rate-limit.ts';
import { endBadly } from '../server/http-server.ts';
import { type Answered, identify } from '../server/respond.ts';
import { codeOf, failureBody, statusOf } from '../server/tell-failure.ts';
import type { TokenOffice } from '../tokens/token-office.ts';
import { EVENTS_PROTOCOL, type EventServer } from './web-socket.ts';

/** What upgrades are admitted by. */
export interface UpgradeOptions {
  readonly gate: GateOptions;
  readonly tokens: Pick<TokenOffice, 'find'>;
  readonly refusalRate: RateLimit;
  readonly events: EventServer;
  readonly answered: (answer: Answered) => void;
}

/** Path of the one WebSocket. */
const EVENTS_PATH = '/v1/events';

/** Lets WebSockets through the same gate as everybody: browsers do not ask before they open one. */
export function upgradeSockets(server: Server, options: UpgradeOptions): void {
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    // What goes away while it is being refused.
    socket.on('error', () => socket.destroy());
    const tell = (caller: string, status: number, code?: string): void =>
      options.answered({ route: EVENTS_PATH, caller, status, tookMs: 0, ...(code === undefined ? {} : { code }) });
    let knock: Knock | undefined;
    try {
      knock = admit(request, options.gate);
      const [path] = (request.url ?? '').split('?', 1);
      if (path !== EVENTS_PATH) throw new PluginError('route-unknown', 'there is no such route');
      const { name } = identify(request, knock, { access: 'token' }, { ...options, nativeWithoutToken: false });
      const protocols = request.headers['sec-websocket-protocol'] ?? '';
      if (protocols !== '' && !protocols.split(',').some((one) => one.trim() === EVENTS_PROTOCOL)) {
        throw new PluginError('body-malformed', `the protocol is \`${EVENTS_PROTOCOL}\``, {
          path: 'sec-websocket-protocol',
        });
      }
      options.events.accept(request, socket, head, name);
      tell(name, 101);
    } catch (error) {
      tell('nobody', statusOf(error), codeOf(error));
      const place = `${request.socket.remoteAddress ?? ''} ${knock?.origin ?? ''}`;
      try {
        options.refusalRate.spend(place);
        endBadly(socket, statusOf(error), JSON.stringify(failureBody(error)));
      } catch {
        socket.destroy();
      }
    }
  });
}
