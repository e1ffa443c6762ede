import { describe, expect, test } from 'vitest';
import type { Welcome } from '../protocol/messages.ts';
import { INITIAL_STATE, next } from './next.ts';
import type {
  ClientEffect,
  ClientEvent,
  ClientState,
  ConnectionEvent,
  ConnectionState,
  Offer,
  UpdateEvent,
  UpdateState,
} from './state.ts';

const HEAD = new Uint8Array([1, 2, 3]);
const offer: Offer = { key: 'H2', roots: [], head: HEAD, pushed: [], spreadMs: 0 };
const older: Offer = { ...offer, key: 'H1' };
const welcome: Welcome = {
  kind: 'welcome',
  protocol: 1,
  serverMs: 1,
  roots: [],
  layers: [],
  acknowledged: 0,
  reconnectWindowMs: 8_000,
  pingMs: 40_000,
};
const NOW = { nowMs: 1_000, dice: 0.5 };

/** What is done, in short: `wait:silence:30000`, `cancel:pull`, `goodbye:closing`, else the kind. */
function brief(effect: ClientEffect): string {
  switch (effect.kind) {
    case 'wait':
      return `wait:${effect.timer}:${effect.delayMs}`;
    case 'cancel':
      return `cancel:${effect.timer}`;
    case 'goodbye':
      return `goodbye:${effect.code}`;
    case 'update':
      return `update:${effect.offer.key}`;
    default:
      return effect.kind;
  }
}

type Cell = readonly [state: string, ...effects: string[]];
/** A table with a missing row or column does not compile. */
type TransitionTable<State extends string, Kind extends string> = {
  readonly [S in State]: { readonly [K in Kind]: Cell };
};

const CONNECTION_EVENTS: { readonly [K in ConnectionEvent['kind']]: Extract<ConnectionEvent, { readonly kind: K }> } = {
  started: { kind: 'started' },
  stopped: { kind: 'stopped' },
  opened: { kind: 'opened' },
  dropped: { kind: 'dropped' },
  welcomed: { kind: 'welcomed', welcome },
  announced: { kind: 'announced', announced: { kind: 'head', head: HEAD } },
  received: { kind: 'received', message: { kind: 'questions', questions: [] } },
  dismissed: { kind: 'dismissed', goodbye: { kind: 'goodbye', code: 'closing', delayMs: 9_000 } },
  garbled: { kind: 'garbled' },
  reconnectDue: { kind: 'reconnectDue' },
  stableDue: { kind: 'stableDue' },
  silenceDue: { kind: 'silenceDue' },
};

const stop: Cell = [
  'closed',
  'cancel:reconnect',
  'cancel:stable',
  'cancel:silence',
  'goodbye:closing',
  'disconnect',
  'offline',
];
// Half of the larger of window and back-off: the window was last said to be 5 s.
const comeBack: Cell = ['waiting', 'cancel:silence', 'cancel:stable', 'offline', 'wait:reconnect:2500'];
const connect: Cell = ['connecting', 'wait:silence:30000', 'connect'];

const CONNECTION: TransitionTable<ConnectionState, ConnectionEvent['kind']> = {
  idle: {
    started: connect,
    stopped: stop,
    opened: ['idle'],
    dropped: ['idle'],
    welcomed: ['idle'],
    announced: ['idle'],
    received: ['idle'],
    dismissed: ['idle'],
    garbled: ['idle'],
    reconnectDue: ['idle'],
    stableDue: ['idle'],
    silenceDue: ['idle'],
  },
  waiting: {
    started: ['waiting'],
    stopped: stop,
    opened: ['waiting'],
    dropped: ['waiting'],
    welcomed: ['waiting'],
    announced: ['waiting'],
    received: ['waiting'],
    dismissed: ['waiting'],
    garbled: ['waiting'],
    reconnectDue: connect,
    stableDue: ['waiting'],
    silenceDue: ['waiting'],
  },
  connecting: {
    started: ['connecting'],
    stopped: stop,
    opened: ['greeting', 'greet'],
    dropped: comeBack,
    welcomed: ['connecting', 'goodbye:message-unexpected', 'disconnect'],
    announced: ['connecting', 'goodbye:message-unexpected', 'disconnect'],
    received: ['connecting', 'goodbye:message-unexpected', 'disconnect'],
    dismissed: ['connecting', 'disconnect'],
    garbled: ['connecting', 'goodbye:message-malformed', 'disconnect'],
    reconnectDue: ['connecting'],
    stableDue: ['connecting'],
    silenceDue: ['connecting', 'disconnect'],
  },
  greeting: {
    started: ['greeting'],
    stopped: stop,
    opened: ['greeting'],
    dropped: comeBack,
    welcomed: ['online', 'wait:silence:100000', 'wait:stable:60000', 'online'],
    announced: ['greeting', 'goodbye:message-unexpected', 'disconnect'],
    received: ['greeting', 'goodbye:message-unexpected', 'disconnect'],
    dismissed: ['greeting', 'disconnect'],
    garbled: ['greeting', 'goodbye:message-malformed', 'disconnect'],
    reconnectDue: ['greeting'],
    stableDue: ['greeting'],
    silenceDue: ['greeting', 'disconnect'],
  },
  online: {
    started: ['online'],
    stopped: stop,
    opened: ['online'],
    dropped: comeBack,
    welcomed: ['online', 'goodbye:message-unexpected', 'disconnect'],
    announced: ['online', 'update:1,2,3'],
    received: ['online', 'carry'],
    dismissed: ['online', 'disconnect'],
    garbled: ['online', 'goodbye:message-malformed', 'disconnect'],
    reconnectDue: ['online'],
    stableDue: ['online'],
    silenceDue: ['online', 'disconnect'],
  },
  closed: {
    started: ['closed'],
    stopped: ['closed'],
    opened: ['closed', 'disconnect'],
    dropped: ['closed'],
    welcomed: ['closed'],
    announced: ['closed'],
    received: ['closed'],
    dismissed: ['closed'],
    garbled: ['closed'],
    reconnectDue: ['closed'],
    stableDue: ['closed'],
    silenceDue: ['closed'],
  },
};

const UPDATE_EVENTS: { readonly [K in UpdateEvent['kind']]: Extract<UpdateEvent, { readonly kind: K }> } = {
  offered: { kind: 'offered', offer },
  updated: { kind: 'updated', outcome: { kind: 'done' }, reconsiderInMs: 7_000 },
  pullDue: { kind: 'pullDue' },
  holdDue: { kind: 'holdDue' },
  reconsiderDue: { kind: 'reconsiderDue' },
};

const UPDATE: TransitionTable<UpdateState, UpdateEvent['kind']> = {
  settled: {
    offered: ['working', 'update:H2'],
    updated: ['settled'],
    pullDue: ['settled'],
    holdDue: ['settled'],
    reconsiderDue: ['working', 'update:H1'],
  },
  delayed: {
    offered: ['working', 'cancel:pull', 'update:H2'],
    updated: ['delayed'],
    pullDue: ['working', 'update:H1'],
    holdDue: ['delayed'],
    reconsiderDue: ['delayed'],
  },
  working: {
    offered: ['working', 'abandon'],
    updated: ['settled', 'wait:reconsider:7000'],
    pullDue: ['working'],
    holdDue: ['working'],
    reconsiderDue: ['working'],
  },
  held: {
    offered: ['held'],
    updated: ['held'],
    pullDue: ['held'],
    holdDue: ['working', 'update:H1'],
    reconsiderDue: ['held'],
  },
};

const cells = <State extends string, Kind extends string>(table: TransitionTable<State, Kind>) =>
  (Object.keys(table) as State[]).flatMap((state) =>
    (Object.keys(table[state]) as Kind[]).map((kind) => ({ state, kind, cell: table[state][kind] })),
  );

describe('the connection', () => {
  test.each(cells(CONNECTION))('$state: $kind → $cell', ({ state, kind, cell: [after, ...effects] }) => {
    const step = next({ ...INITIAL_STATE, connection: state, attempts: 1 }, CONNECTION_EVENTS[kind], NOW);
    expect([step.state.connection, ...step.effects.map(brief)]).toEqual([after, ...effects]);
  });
});

describe('the update', () => {
  test.each(cells(UPDATE))('$state: $kind → $cell', ({ state, kind, cell: [after, ...effects] }) => {
    const working = state === 'working' ? { working: older } : {};
    const before: ClientState = { ...INITIAL_STATE, update: state, offer: older, ...working };
    const step = next(before, UPDATE_EVENTS[kind], NOW);
    expect([step.state.update, ...step.effects.map(brief)]).toEqual([after, ...effects]);
  });
});

/** Follows events from a state. */
function follow(state: ClientState, ...events: readonly ClientEvent[]) {
  let step: { readonly state: ClientState; readonly effects: readonly ClientEffect[] } = { state, effects: [] };
  for (const event of events) step = next(step.state, event, NOW);
  return { state: step.state, effects: step.effects.map(brief) };
}
const online: ClientState = { ...INITIAL_STATE, connection: 'online', attempts: 3 };
const rejected: ClientEvent = {
  kind: 'updated',
  outcome: { kind: 'rejected', code: 'digest-mismatched' },
  reconsiderInMs: 9,
};
const offered = (one: Offer): ClientEvent => ({ kind: 'offered', offer: one });

describe('coming back', () => {
  test('a stable connection begins the back-off anew, and the server’s window holds', () => {
    const stable = follow({ ...online, reconnectWindowMs: 8_000 }, { kind: 'stableDue' }, { kind: 'dropped' });
    expect(stable.effects).toContain('wait:reconnect:4000');
    expect(stable.state.attempts).toBe(0);
  });

  test('each attempt doubles the reach, up to five minutes', () => {
    const reach = (attempts: number) => follow({ ...online, attempts }, { kind: 'dropped' }).effects.at(-1);
    expect([2, 3, 4, 5, 9, 40].map(reach)).toEqual([
      'wait:reconnect:2500',
      'wait:reconnect:4000',
      'wait:reconnect:8000',
      'wait:reconnect:16000',
      'wait:reconnect:150000',
      'wait:reconnect:150000',
    ]);
  });

  test('who is asked to stay away stays away so long, and who is refused asks seldom', () => {
    const goodbye = (code: string, delayMs?: number): ClientEvent => ({
      kind: 'dismissed',
      goodbye: { kind: 'goodbye', code, ...(delayMs !== undefined && { delayMs }) },
    });
    expect(follow(online, goodbye('closing', 60_000), { kind: 'dropped' }).effects).toContain('wait:reconnect:60000');
    expect(follow(online, goodbye('token-refused'), { kind: 'dropped' }).effects).toContain('wait:reconnect:300000');
    expect(follow(online, goodbye('capacity-reached'), { kind: 'dropped' }).effects).toContain('wait:reconnect:4000');
  });
});

describe('taking up a head', () => {
  test('what is not urgent waits for a random instant of its spread', () => {
    const step = follow(online, offered({ ...offer, spreadMs: 120_000 }));
    expect(step).toMatchObject({ state: { update: 'delayed' }, effects: ['wait:pull:60000'] });
  });

  test('what was rejected is not taken up again before the head changes', () => {
    const after = follow(online, offered(offer), rejected).state;
    expect(after.update).toBe('settled');
    expect(follow(after, offered(offer)).effects).toEqual([]);
    expect(follow(after, offered({ ...offer, key: 'H3' })).effects).toEqual(['update:H3']);
  });

  test('a newer head that came meanwhile is taken up when the work is done', () => {
    const after = follow(online, offered(older), offered({ ...offer, spreadMs: 0 }), {
      kind: 'updated',
      outcome: { kind: 'interrupted' },
      reconsiderInMs: 9,
    });
    expect(after).toMatchObject({ state: { update: 'working' }, effects: ['wait:reconsider:9', 'update:H2'] });
  });

  test('the same head after a lost connection is taken up again, without a second loss', () => {
    const after = follow(online, offered(offer), offered({ ...offer }), {
      kind: 'updated',
      outcome: { kind: 'interrupted' },
      reconsiderInMs: 9,
    });
    expect(after.effects).toEqual(['wait:reconsider:9', 'update:H2']);
    const done = follow(online, offered(offer), offered({ ...offer }), {
      kind: 'updated',
      outcome: { kind: 'done' },
      reconsiderInMs: 9,
    });
    expect(done.state.update).toBe('settled');
  });

  test('a server that asks to come back is asked then', () => {
    const after = follow(online, offered(offer), {
      kind: 'updated',
      outcome: { kind: 'deferred', delayMs: 3_000 },
      reconsiderInMs: 9,
    });
    expect(after).toMatchObject({ state: { update: 'delayed' }, effects: ['wait:reconsider:9', 'wait:pull:3000'] });
    expect(follow(after.state, { kind: 'pullDue' }).effects).toEqual(['update:H2']);
  });

  test('a failure of this machine is tried again later', () => {
    const failed: ClientEvent = {
      kind: 'updated',
      outcome: { kind: 'failed', code: 'storage-full' },
      reconsiderInMs: 9,
    };
    expect(follow(online, offered(offer), failed).effects).toEqual(['wait:reconsider:9', 'wait:pull:30000']);
  });

  test('six failures in a minute are a loop: nothing is tried for five minutes', () => {
    const loop = Array.from({ length: 6 }, (_, i) => [offered({ ...offer, key: `L${i}` }), rejected]).flat();
    const held = follow(online, ...loop);
    expect(held).toMatchObject({
      state: { update: 'held', failures: [] },
      effects: ['wait:reconsider:9', 'wait:hold:300000'],
    });
    expect(follow(held.state, offered(offer)).effects).toEqual([]);
    expect(follow(held.state, offered(offer), { kind: 'holdDue' }).effects).toEqual(['update:H2']);
    expect(follow(online, ...loop.slice(2)).state.update).toBe('settled');
  });
});

test('what was under way when the client was closed ends without consequences', () => {
  const closed = follow(online, offered(offer), { kind: 'stopped' }, rejected);
  expect(closed).toMatchObject({ state: { connection: 'closed' }, effects: [] });
  expect(follow(closed.state, offered(older)).effects).toEqual([]);
});
