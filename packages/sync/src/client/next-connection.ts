import type { Welcome } from '../protocol/messages.ts';
import { RECONNECT_CAP_MS, reconnectDelay, STABLE_MS } from './backoff.ts';
import type {
  Circumstance,
  ClientEffect,
  ClientState,
  ConnectionEvent,
  ConnectionState,
  Offer,
  Step,
  TimerName,
} from './state.ts';

/** Without a welcome for so long after the attempt began, the connection is given up. */
const GREETING_TIMEOUT_MS = 30_000;
/** Without a sign of life for so many ping intervals, the connection is dead. */
const SILENCE_PINGS = 2.5;

/** A step that may also offer a head to the update. */
export interface ConnectionStep extends Step {
  readonly offer?: Offer;
}

type EventOf<Kind extends ConnectionEvent['kind']> = Extract<ConnectionEvent, { readonly kind: Kind }>;
type Handler<E = ConnectionEvent> = (state: ClientState, event: E, circumstance: Circumstance) => ConnectionStep;

/** Every state × every event: a cell that is missing does not compile. */
type Table = {
  readonly [State in ConnectionState]: { readonly [Kind in ConnectionEvent['kind']]: Handler<EventOf<Kind>> };
};

/** What an event does to the connection. */
export function nextConnection(state: ClientState, event: ConnectionEvent, circumstance: Circumstance): ConnectionStep {
  const handler = CONNECTION_TABLE[state.connection][event.kind] as Handler;
  return handler(state, event, circumstance);
}

const stay: Handler = (state) => ({ state, effects: [] });

const connect: Handler = (state) => ({
  state: { ...state, connection: 'connecting', attempts: state.attempts + 1, delayMs: 0 },
  effects: [wait('silence', GREETING_TIMEOUT_MS), { kind: 'connect' }],
});

const greet: Handler<EventOf<'opened'>> = (state) => ({
  state: { ...state, connection: 'greeting' },
  effects: [{ kind: 'greet' }],
});

/** The attempt was not stable, or it would have set the count to 0: then the window of the server holds. */
const comeBack: Handler<EventOf<'dropped'>> = (state, _, { dice }) => ({
  state: { ...state, connection: 'waiting' },
  effects: [
    cancel('silence'),
    cancel('stable'),
    { kind: 'offline' },
    wait('reconnect', Math.max(state.delayMs, reconnectDelay(state.attempts, state.reconnectWindowMs, dice))),
  ],
});

const welcome: Handler<EventOf<'welcomed'>> = (state, { welcome: message }) => {
  const offer = offerOf(message);
  return {
    state: { ...state, connection: 'online', reconnectWindowMs: message.reconnectWindowMs },
    effects: [
      wait('silence', message.pingMs * SILENCE_PINGS),
      wait('stable', STABLE_MS),
      { kind: 'online', welcome: message },
    ],
    ...(offer && { offer }),
  };
};

const announce: Handler<EventOf<'announced'>> = (
  state,
  { announced: { head, roots = [], pushed = [], spreadMs = 0 } },
) => ({
  state,
  effects: [],
  offer: { key: keyOf(head), head, roots, pushed, spreadMs },
});

const carry: Handler<EventOf<'received'>> = (state, { message }) => ({ state, effects: [{ kind: 'carry', message }] });

const settle: Handler<EventOf<'stableDue'>> = (state) => ({ state: { ...state, attempts: 0 }, effects: [] });

/** Closing brings `dropped`, and that the next attempt. */
const hangUp: Handler = (state) => ({ state, effects: [{ kind: 'disconnect' }] });

const objectTo =
  (code: 'message-malformed' | 'message-unexpected'): Handler =>
  (state) => ({ state, effects: [{ kind: 'goodbye', code }, { kind: 'disconnect' }] });
const objectToBytes = objectTo('message-malformed');
const objectToOrder = objectTo('message-unexpected');
/** A server that will not have this client says so before each welcome: it is asked seldom, and never given up. */
const obey: Handler<EventOf<'dismissed'>> = (state, { goodbye }) => ({
  state: {
    ...state,
    delayMs: goodbye.delayMs ?? (/-(refused|unsupported)$/.test(goodbye.code) ? RECONNECT_CAP_MS : 0),
  },
  effects: [{ kind: 'disconnect' }],
});

const stop: Handler<EventOf<'stopped'>> = (state) => ({
  state: { ...state, connection: 'closed' },
  effects: [
    ...(['reconnect', 'stable', 'silence'] as const).map(cancel),
    { kind: 'goodbye', code: 'closing' },
    { kind: 'disconnect' },
    { kind: 'offline' },
  ],
});

const CONNECTION_TABLE: Table = {
  idle: {
    started: connect,
    stopped: stop,
    opened: stay,
    dropped: stay,
    welcomed: stay,
    announced: stay,
    received: stay,
    dismissed: stay,
    garbled: stay,
    reconnectDue: stay,
    stableDue: stay,
    silenceDue: stay,
  },
  waiting: {
    started: stay,
    stopped: stop,
    opened: stay,
    dropped: stay,
    welcomed: stay,
    announced: stay,
    received: stay,
    dismissed: stay,
    garbled: stay,
    reconnectDue: connect,
    stableDue: stay,
    silenceDue: stay,
  },
  connecting: {
    started: stay,
    stopped: stop,
    opened: greet,
    dropped: comeBack,
    welcomed: objectToOrder,
    announced: objectToOrder,
    received: objectToOrder,
    dismissed: obey,
    garbled: objectToBytes,
    reconnectDue: stay,
    stableDue: stay,
    silenceDue: hangUp,
  },
  greeting: {
    started: stay,
    stopped: stop,
    opened: stay,
    dropped: comeBack,
    welcomed: welcome,
    announced: objectToOrder,
    received: objectToOrder,
    dismissed: obey,
    garbled: objectToBytes,
    reconnectDue: stay,
    stableDue: stay,
    silenceDue: hangUp,
  },
  online: {
    started: stay,
    stopped: stop,
    opened: stay,
    dropped: comeBack,
    welcomed: objectToOrder,
    announced: announce,
    received: carry,
    dismissed: obey,
    garbled: objectToBytes,
    reconnectDue: stay,
    stableDue: settle,
    silenceDue: hangUp,
  },
  closed: {
    started: stay,
    stopped: stay,
    opened: hangUp,
    dropped: stay,
    welcomed: stay,
    announced: stay,
    received: stay,
    dismissed: stay,
    garbled: stay,
    reconnectDue: stay,
    stableDue: stay,
    silenceDue: stay,
  },
};

function offerOf({ head, roots, layers }: Welcome): Offer | undefined {
  if (head === undefined) return undefined;
  const refused = layers.find(({ intent }) => intent === 'refused');
  return {
    key: keyOf(head),
    head,
    roots,
    pushed: [],
    spreadMs: Math.max(0, ...layers.map(({ waitMs = 0 }) => waitMs)),
    ...(refused && { refused: refused.code ?? 'refused' }),
  };
}

/** Equal for equal bytes: a head is small, and a digest would have to be waited for. */
const keyOf = (head: Uint8Array): string => head.join();

const wait = (timer: TimerName, delayMs: number): ClientEffect => ({ kind: 'wait', timer, delayMs });
const cancel = (timer: TimerName): ClientEffect => ({ kind: 'cancel', timer });
