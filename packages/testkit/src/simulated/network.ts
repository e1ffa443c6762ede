import type { Connection, Connector } from '@forecheck/sync';
import type { SimulatedClock, SimulatedTime } from './clock.ts';
import type { SeededRandom } from './random.ts';

/** What goes wrong between two machines, in thousandths of what is sent or opened. */
export interface NetworkFaults {
  readonly refusedPermille: number;
  /** The connection breaks, both sides hear of it. */
  readonly resetPermille: number;
  /** From now on nothing arrives in one direction, and nobody is told. */
  readonly silencedPermille: number;
  readonly delayMs: { readonly min: number; readonly max: number };
}

/** Links between machines: in order and whole while they last, like TCP; late, broken or silent as told. */
export interface SimulatedNetwork {
  /** Faults from now on. */
  setFaults(faults: NetworkFaults): void;
  /** Answers connections to an address. Returns how to stop: connections that are open break. */
  listen(url: string, accept: (connection: AcceptedConnection) => AcceptedListener): () => void;
  /** Opens connections from a machine; what it hears ends when its clock stops. */
  createConnector(clock: SimulatedClock): SimulatedConnector;
  readonly frames: number;
}

/** A connector that can lose power. */
export interface SimulatedConnector extends Connector {
  /** Breaks every connection of the machine; only the other sides hear of it. */
  cut(): void;
}

/** The serving side of a connection. */
export interface AcceptedConnection {
  send(frame: Uint8Array): void;
  sendShared(frames: readonly Uint8Array[]): void;
  readonly queuedBytes: number;
  ping(): void;
  close(): void;
  abort(): void;
}

/** What the serving side hears. */
export interface AcceptedListener {
  received(frame: Uint8Array): void;
  heard(): void;
  drained(): void;
  closed(): void;
}

/** A network without faults until told. */
export function createSimulatedNetwork(time: SimulatedTime, random: SeededRandom): SimulatedNetwork {
  const servers = new Map<string, { accept: (connection: AcceptedConnection) => AcceptedListener; links: Set<Link> }>();
  let faults = NO_FAULTS;
  let frames = 0;
  const delay = (): number => random.between(faults.delayMs.min, faults.delayMs.max);
  return {
    setFaults(next) {
      faults = next;
    },
    get frames() {
      return frames;
    },
    listen(url, accept) {
      const server = { accept, links: new Set<Link>() };
      servers.set(url, server);
      return () => {
        servers.delete(url);
        for (const link of [...server.links]) link.reset();
      };
    },
    createConnector(clock) {
      const links = new Set<Link>();
      return {
        connect(url, listener) {
          let isCut = false;
          let link: Link | undefined;
          const leave = (code: string): void => {
            if (isCut) return;
            isCut = true;
            if (link !== undefined) links.delete(link);
            listener.closed(code);
          };
          clock.after(delay(), () => {
            const server = servers.get(url);
            if (isCut) return;
            if (server === undefined || random.permille(faults.refusedPermille)) return leave('connection-refused');
            const made = createLink({
              time,
              delay,
              hasReset: () => random.permille(faults.resetPermille),
              hasFallenSilent: () => random.permille(faults.silencedPermille),
              counted: () => {
                frames += 1;
              },
            });
            link = made;
            links.add(made);
            server.links.add(made);
            made.ends[0] = {
              received: (frame) => (frame.length === 0 ? listener.alive() : listener.received(frame)),
              closed: () => leave('connection-reset'),
            };
            const accepted = server.accept(acceptedSide(made));
            made.ends[1] = {
              received: (frame) => (frame.length === 0 ? accepted.heard() : accepted.received(frame)),
              closed: () => {
                server.links.delete(made);
                accepted.closed();
              },
            };
            listener.opened();
          });
          const connection: Connection = {
            send: (frame) => link?.send(0, frame),
            queuedBytes: 0,
            tellsPings: true,
            close: () => {
              if (link === undefined) leave('connection-closed');
              else link.close();
            },
          };
          return connection;
        },
        cut() {
          for (const link of [...links]) link.cut(0);
          links.clear();
        },
      };
    },
  };
}

function acceptedSide(link: Link): AcceptedConnection {
  return {
    send: (frame) => link.send(1, frame),
    sendShared: (frames) => {
      for (const frame of frames) link.send(1, frame);
    },
    queuedBytes: 0,
    // The other side's WebSocket answers a ping by itself, if it still hears.
    ping: () => link.ping(),
    close: () => link.close(),
    abort: () => link.reset(),
  };
}

interface LinkEnd {
  received(frame: Uint8Array): void;
  closed(): void;
}

interface Link {
  /** The side that connected, and the side that accepted. */
  readonly ends: [LinkEnd, LinkEnd];
  send(from: 0 | 1, frame: Uint8Array): void;
  ping(): void;
  /** Closes after what was sent before has arrived. */
  close(): void;
  reset(): void;
  /** One side has lost power: it hears nothing any more, the other hears of it later. */
  cut(side: 0 | 1): void;
}

interface LinkOptions {
  readonly time: SimulatedTime;
  delay(): number;
  hasReset(): boolean;
  hasFallenSilent(): boolean;
  counted(): void;
}

function createLink({ time, delay, hasReset, hasFallenSilent, counted }: LinkOptions): Link {
  const ends: [LinkEnd, LinkEnd] = [DEAF, DEAF];
  // Nothing overtakes what was sent before in the same direction.
  const arrivesMs: [number, number] = [0, 0];
  const isSilent: [boolean, boolean] = [false, false];
  let isOpen = true;
  const later = (from: 0 | 1, act: () => void): void => {
    arrivesMs[from] = Math.max(arrivesMs[from], time.nowMs + delay());
    time.after(arrivesMs[from] - time.nowMs, act);
  };
  const end = (): void => {
    if (!isOpen) return;
    isOpen = false;
    ends[0].closed();
    ends[1].closed();
  };
  return {
    ends,
    send(from, frame) {
      if (!isOpen) return;
      counted();
      if (hasReset()) return void later(from, end);
      if (hasFallenSilent()) isSilent[from] = true;
      if (isSilent[from]) return;
      const copy = new Uint8Array(frame);
      later(from, () => isOpen && ends[from === 0 ? 1 : 0].received(copy));
    },
    ping() {
      if (!isOpen || isSilent[0] || isSilent[1]) return;
      later(1, () => {
        if (!isOpen || ends[0] === DEAF) return;
        ends[0].received(PONG);
        later(0, () => isOpen && ends[1].received(PONG));
      });
    },
    close() {
      later(0, () => undefined);
      later(1, end);
    },
    reset: end,
    cut(side) {
      ends[side] = DEAF;
      later(side, end);
    },
  };
}

const DEAF: LinkEnd = { received: () => undefined, closed: () => undefined };
/** No message is empty. */
const PONG = new Uint8Array(0);
const NO_FAULTS: NetworkFaults = {
  refusedPermille: 0,
  resetPermille: 0,
  silencedPermille: 0,
  delayMs: { min: 1, max: 5 },
};
