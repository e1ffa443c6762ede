import { HOLD_MS, spend } from './breaker.ts';
import type {
  Circumstance,
  ClientEffect,
  ClientState,
  Offer,
  Step,
  TimerName,
  UpdateEvent,
  UpdateOutcome,
  UpdateState,
} from './state.ts';

/** After a failure of this machine or of the way, such as a full disk or damaged bytes, the next attempt comes at random in so many milliseconds. */
const RETRY_MS = 60_000;

type EventOf<Kind extends UpdateEvent['kind']> = Extract<UpdateEvent, { readonly kind: Kind }>;
type Handler<E = UpdateEvent> = (state: ClientState, event: E, circumstance: Circumstance) => Step;

/** Every state × every event: a cell that is missing does not compile. */
type Table = { readonly [State in UpdateState]: { readonly [Kind in UpdateEvent['kind']]: Handler<EventOf<Kind>> } };

/** What an event does to the update. */
export function nextUpdate(state: ClientState, event: UpdateEvent, circumstance: Circumstance): Step {
  const handler = UPDATE_TABLE[state.update][event.kind] as Handler;
  return handler(state, event, circumstance);
}

const stay: Handler = (state) => ({ state, effects: [] });

/** Takes an offer up now or later, or not at all: what was rejected is not tried again before the head changes. */
const consider: Handler<EventOf<'offered'>> = (state, { offer }, circumstance) =>
  offer.key === state.rejected
    ? stay(state, { kind: 'offered', offer }, circumstance)
    : take(state, offer, circumstance);

/** Something urgent does not wait for the instant of what is not. */
const hasten: Handler<EventOf<'offered'>> = (state, { offer }) =>
  offer.spreadMs > 0 ? { state: { ...state, offer }, effects: [] } : begin(state, offer, [cancel('pull')]);

/** What is under way is given up for something urgent: its downloads go on, and it is taken up again with the newer head. */
const overtake: Handler<EventOf<'offered'>> = (state, { offer }) => ({
  state: { ...state, offer },
  effects: offer.spreadMs > 0 || offer.key === state.working?.key ? [] : [{ kind: 'abandon' }],
});

const remember: Handler<EventOf<'offered'>> = (state, { offer }) => ({ state: { ...state, offer }, effects: [] });

const resume: Handler = (state) => (state.offer === undefined ? settle(state) : begin(state, state.offer, []));

const conclude: Handler<EventOf<'updated'>> = (state, { outcome, reconsiderInMs }, circumstance) => {
  const step = concludeOutcome(state, outcome, circumstance);
  return { state: step.state, effects: [wait('reconsider', reconsiderInMs), ...step.effects] };
};

function concludeOutcome(state: ClientState, outcome: UpdateOutcome, circumstance: Circumstance): Step {
  const { working, offer } = state;
  const isSuperseded = offer !== undefined && offer.key !== working?.key;
  switch (outcome.kind) {
    case 'done':
      return isSuperseded ? take(state, offer, circumstance) : settle(state);
    case 'interrupted':
      // The connection may have come back, with the same head, while its loss was still being dealt with.
      return offer !== undefined && offer !== working ? take(state, offer, circumstance) : settle(state);
    case 'deferred':
      return delay(state, outcome.delayMs);
    case 'rejected':
    case 'failed': {
      const rejected = outcome.kind === 'rejected' && working ? { rejected: working.key } : {};
      const { failures, isSpent } = spend(state.failures, circumstance.nowMs);
      const after: ClientState = { ...state, ...rejected, failures };
      if (isSpent) return { state: { ...dropWorking(after), update: 'held' }, effects: [wait('hold', HOLD_MS)] };
      if (isSuperseded) return take(after, offer, circumstance);
      return outcome.kind === 'rejected' ? settle(after) : delay(after, RETRY_MS * circumstance.dice);
    }
  }
}

const UPDATE_TABLE: Table = {
  settled: { offered: consider, updated: stay, pullDue: stay, holdDue: stay, reconsiderDue: resume },
  delayed: { offered: hasten, updated: stay, pullDue: resume, holdDue: stay, reconsiderDue: stay },
  working: { offered: overtake, updated: conclude, pullDue: stay, holdDue: stay, reconsiderDue: stay },
  held: { offered: remember, updated: stay, pullDue: stay, holdDue: resume, reconsiderDue: stay },
};

function take(state: ClientState, offer: Offer, { dice }: Circumstance): Step {
  return offer.spreadMs === 0 ? begin(state, offer, []) : delay({ ...state, offer }, offer.spreadMs * dice);
}

function begin(state: ClientState, offer: Offer, effects: readonly ClientEffect[]): Step {
  return {
    state: { ...state, update: 'working', offer, working: offer },
    effects: [...effects, { kind: 'update', offer }],
  };
}

function delay(state: ClientState, delayMs: number): Step {
  return { state: { ...dropWorking(state), update: 'delayed' }, effects: [wait('pull', Math.floor(delayMs))] };
}

function settle(state: ClientState): Step {
  return { state: { ...dropWorking(state), update: 'settled' }, effects: [] };
}

function dropWorking({ working: _, ...state }: ClientState): ClientState {
  return state;
}

const wait = (timer: TimerName, delayMs: number): ClientEffect => ({ kind: 'wait', timer, delayMs });
const cancel = (timer: TimerName): ClientEffect => ({ kind: 'cancel', timer });
