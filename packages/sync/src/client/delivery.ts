import { SyncError } from '../error.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { EVENTS_BYTES_MAX, EVENTS_MAX } from '../protocol/limits.ts';
import type { ClientMessage, EventsAck } from '../protocol/messages.ts';
import { HOLD_MS, spend } from './breaker.ts';
import type { Clock } from './ports.ts';

/** Sends the outbox upward, over one connection after another, until the bureau says that it holds it. */
export interface Delivery {
  /** The connection is up; the server holds everything up to `acknowledged` of the stream that was named in `hello`. */
  open(send: (message: ClientMessage) => void, stream: string, acknowledged: number): void;
  shut(): void;
  /** There may be something new. */
  poke(): void;
  receive(message: EventsAck): void;
}

/** Without an acknowledgement for so long, a batch is sent again: the bureau takes each entry once. */
const ACKNOWLEDGE_TIMEOUT_MS = 60_000;

/** Told as it happens. */
export interface DeliveryListener {
  /** The outbox failed, or no stream of it is taken; what is in it is tried again. */
  failed(error: unknown): void;
  /** The outbox holds less than before. */
  changed(): void;
}

/** One batch at a time, in order. An entry leaves the outbox only when it is acknowledged. */
export function createDelivery(outbox: Outbox, clock: Clock, { failed, changed }: DeliveryListener): Delivery {
  let send: ((message: ClientMessage) => void) | undefined;
  /** Last sequence of the batch that is not acknowledged yet, 0 when there is none. */
  let underWay = 0;
  let cancelTimeout = (): void => {};
  /** Instants at which a stream was set aside lately. */
  let quarantines: readonly number[] = [];
  /** Until then nothing is sent: whatever stream is begun, the server sets it aside. */
  let heldUntilMs = 0;
  // Steps over the outbox follow each other, whatever comes in meanwhile.
  let tail: Promise<unknown> = Promise.resolve();
  const then = (work: () => Promise<unknown>): void => {
    tail = tail.then(work).catch(failed);
  };

  async function sendNext(): Promise<void> {
    if (send === undefined || underWay > 0) return;
    const heldMs = heldUntilMs - clock.monotonicMs();
    if (heldMs > 0) {
      cancelTimeout();
      cancelTimeout = clock.after(heldMs, () => then(sendNext));
      return;
    }
    const { stream, first, entries } = await outbox.read({ entriesMax: EVENTS_MAX, bytesMax: EVENTS_BYTES_MAX });
    if (entries.length === 0 || send === undefined) return;
    underWay = first + entries.length - 1;
    cancelTimeout();
    cancelTimeout = clock.after(ACKNOWLEDGE_TIMEOUT_MS, () => {
      underWay = 0;
      then(sendNext);
    });
    send({ kind: 'events', stream, first, entries });
  }

  async function settle(stream: string, sequence: number, isQuarantined: boolean): Promise<void> {
    if (stream !== outbox.stream) return;
    if (isQuarantined) await beginStream();
    else await outbox.acknowledge(stream, sequence);
    if (isQuarantined || sequence >= underWay) underWay = 0;
    changed();
    await sendNext();
  }

  /** A restored outbox begins a new stream once. A server that sets every new one aside as well is asked seldom. */
  async function beginStream(): Promise<void> {
    await outbox.beginStream();
    const { failures, isSpent } = spend(quarantines, clock.monotonicMs());
    quarantines = failures;
    if (!isSpent) return;
    heldUntilMs = clock.monotonicMs() + HOLD_MS;
    failed(new SyncError('stream-quarantined', 'safe', 'every stream that was begun is set aside'));
  }

  return {
    open(sender, stream, acknowledged) {
      send = sender;
      underWay = 0;
      then(() => settle(stream, acknowledged, false));
    },
    shut() {
      send = undefined;
      cancelTimeout();
    },
    poke: () => then(sendNext),
    receive: ({ stream, sequence, quarantined = false }) => then(() => settle(stream, sequence, quarantined)),
  };
}
