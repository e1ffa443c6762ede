import { RECONNECT_WINDOW_MS } from './backoff.ts';
import { nextConnection } from './next-connection.ts';
import { nextUpdate } from './next-update.ts';
import type { Circumstance, ClientEvent, ClientState, ConnectionEvent, Step, UpdateEvent } from './state.ts';

/** Where every client begins. */
export const INITIAL_STATE: ClientState = {
  connection: 'idle',
  update: 'settled',
  attempts: 0,
  reconnectWindowMs: RECONNECT_WINDOW_MS,
  delayMs: 0,
  failures: [],
};

/**
 * The whole behaviour of a client: what it becomes and what is to be done. Pure; time and chance come in as numbers.
 */
export function next(state: ClientState, event: ClientEvent, circumstance: Circumstance): Step {
  if (isUpdateEvent(event)) {
    // What was under way when the client was closed ends without consequences.
    return state.connection === 'closed' ? { state, effects: [] } : nextUpdate(state, event, circumstance);
  }
  const step = nextConnection(state, event, circumstance);
  if (step.offer === undefined) return step;
  const update = nextUpdate(step.state, { kind: 'offered', offer: step.offer }, circumstance);
  return { state: update.state, effects: [...step.effects, ...update.effects] };
}

function isUpdateEvent(event: ClientEvent): event is UpdateEvent {
  return Object.hasOwn(UPDATE_EVENTS, event.kind);
}

const UPDATE_EVENTS: { readonly [Kind in UpdateEvent['kind']]: true } & {
  readonly [Kind in ConnectionEvent['kind']]?: never;
} = {
  offered: true,
  updated: true,
  pullDue: true,
  holdDue: true,
  reconsiderDue: true,
};
