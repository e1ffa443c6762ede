import type { Crypto, LayerId } from '@forecheck/pack';
import type { Outbox } from '../outbox/outbox.ts';
import { decodeServerMessage, encodeMessage } from '../protocol/message-codec.ts';
import type {
  Activated,
  Answer,
  Answers,
  ClientMessage,
  Encoding,
  Events,
  EventsAck,
  Question,
  Questions,
  Rejected,
  StatusReport,
} from '../protocol/messages.ts';
import type { PackStore } from '../store/pack-store.ts';
import { createAnswerQueue } from './answers.ts';
import { composeActivated, composeHello, composeStatus } from './compose-messages.ts';
import { createDelivery } from './delivery.ts';
import { createDownloads } from './downloads.ts';
import { type CarriedFile, openFolder } from './folder-source.ts';
import { causeOf, codeOf, isTransferFailure, ManifestFailure, outcomeOf } from './interruption.ts';
import { INITIAL_STATE, next } from './next.ts';
import { type ActivePack, type ApplyOptions, createPackKeeper, type PackKeeper } from './pack-keeper.ts';
import type { Clock, Connection, ConnectionListener, Connector, Inflate, Random } from './ports.ts';
import type { ClientEffect, ClientEvent, ConnectionState, Offer, TimerName, UpdateOutcome } from './state.ts';

/** What a client runs on. */
export interface ClientPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly connector: Connector;
  readonly store: PackStore;
  readonly outbox: Outbox;
  readonly crypto: Crypto;
  readonly inflate: Inflate;
  /** Of what `inflate` understands, best first. */
  readonly encodings: readonly Encoding[];
}

/** Who a client is, and where it goes. */
export interface ClientOptions {
  /** Bureau nodes or relays, taken in turn; with none, the client only judges by what is carried to it. */
  readonly urls: readonly string[];
  /** Asked for at every connection. */
  readonly token?: () => Promise<string>;
  readonly institution: string;
  readonly scope: LayerId;
  /** Sealed root that came with the installation: the one thing that is believed without a signature. */
  readonly root: Uint8Array;
  readonly role?: 'client' | 'relay';
  /** A folder that came with the installation, for a first start without network. */
  readonly seed?: readonly CarriedFile[];
  readonly statusIntervalMs?: number;
}

/** Told as it happens. None may throw. */
export interface ClientListener {
  /** Something that `status` tells is different. */
  readonly changed?: () => void;
  /** Another pack, or another set of kill entries, is in force. */
  readonly activated?: (active: ActivePack) => void;
  readonly asked?: (questions: readonly Question[]) => void;
  /** Something came for somebody behind a relay. */
  readonly forwarded?: (message: EventsAck | Questions) => void;
  /** Numbers since the last report. */
  readonly report?: () => Pick<StatusReport, 'evaluations' | 'alerts' | 'overrides'>;
}

/** What a relay sends on for its clients; each says whose it is. */
export type ForwardedMessage = Events | Activated | Rejected | Answers | StatusReport;

/** How a client is. */
export interface ClientStatus {
  readonly connection: ConnectionState;
  /** What the server's clock says beyond the machine's, at the last welcome. */
  readonly clockOffsetMs: number;
  /** Code of the last failure, while it lasts; of the server's goodbye, where that is why there is no connection. */
  readonly lastError?: string;
}

/** A client of the protocol: keeps the newest trusted pack in force, and delivers the outbox. */
export interface Client {
  readonly keeper: Pick<PackKeeper, 'active' | 'head' | 'sealedHead' | 'sealedRoots' | 'trust' | 'time' | 'isDegraded'>;
  readonly status: ClientStatus;
  /** Begins to connect. */
  start(): void;
  /** The outbox has something new. */
  deliver(): void;
  /** Sends what somebody behind a relay said, over the present connection; false when there is none. */
  forward(message: ForwardedMessage): boolean;
  /** Sends an answer, now or with the next connection; a question that comes again was not answered. */
  answer(answer: Answer): void;
  /**
   * Brings a folder into force that was carried by hand, under the same trust.
   *
   * @throws {@link PackError} what is wrong with it; what was in force stays in force
   */
  importFolder(files: readonly CarriedFile[]): Promise<void>;
  /** Idempotent; awaits what is under way. Leaves store and outbox open. */
  close(): Promise<void>;
}

/** Between two reports. */
export const STATUS_INTERVAL_MS = 5 * 60_000;
/** The longest that a timer of every platform holds is 24 days; looking once a day costs nothing. */
const RECONSIDER_MS_MAX = 24 * 3_600_000;

/**
 * A client over its ports. When it resolves, what was in force before the last end of the process is in force again, or
 * else the seed; nothing has been sent yet.
 *
 * @throws {@link PackError} when the root of the installation is no root
 */
export async function createClient(
  ports: ClientPorts,
  options: ClientOptions,
  listener: ClientListener = {},
): Promise<Client> {
  const { clock, random, connector, store, outbox, crypto } = ports;
  const { institution, scope, root } = options;
  let state = INITIAL_STATE;
  let connection: Connection | undefined;
  let attempts = 0;
  let clockOffsetMs = 0;
  let lastError: string | undefined;
  /** Code of the goodbye after which there is no connection: all that tells of a refused token. */
  let refusal: string | undefined;
  let reported: string | undefined;
  let running = { isAbandoned: false };
  let updating: Promise<unknown> = Promise.resolve();
  const answers = createAnswerQueue();
  const timers = new Map<TimerName | 'status', () => void>();
  const events: ClientEvent[] = [];

  const keeper = await createPackKeeper({
    ...ports,
    institution,
    scope,
    root,
    swapped: (active) => listener.activated?.(active),
  });
  const downloads = createDownloads({ ...ports, stalled: () => connection?.close() });
  const delivery = createDelivery(outbox, clock, { failed: fail, changed: () => listener.changed?.() });

  function fail(error: unknown): void {
    lastError = codeOf(error);
    listener.changed?.();
  }

  /** Events that an effect brings wait until the others of its step are done. */
  function dispatch(event: ClientEvent): void {
    events.push(event);
    if (events.length > 1) return;
    for (let current = events[0]; current !== undefined; current = events[0]) {
      const before = state.connection;
      const step = next(state, current, { nowMs: clock.monotonicMs(), dice: random() });
      state = step.state;
      for (const effect of step.effects) perform(effect);
      if (state.connection !== before) listener.changed?.();
      events.shift();
    }
  }

  function perform(effect: ClientEffect): void {
    switch (effect.kind) {
      case 'connect':
        return connect();
      case 'disconnect':
        return connection?.close();
      case 'greet':
        return void greet(connection).catch(fail);
      case 'goodbye':
        return send({ kind: 'goodbye', code: effect.code });
      case 'online': {
        const { serverMs, acknowledged, head, roots } = effect.welcome;
        // More roots than one message holds: the head comes with the last of them.
        if (head === undefined) updating = updating.then(() => keeper.follow(roots)).catch(fail);
        refusal = undefined;
        clockOffsetMs = serverMs - clock.wallMs();
        keeper.time.hint(serverMs);
        downloads.open(send);
        delivery.open(send, outbox.stream, acknowledged);
        reportActivated(0);
        reportStatus();
        return sendAnswers();
      }
      case 'offline':
        connection = undefined;
        timers.get('status')?.();
        downloads.shut();
        return delivery.shut();
      case 'carry':
        if ('institution' in effect.message && effect.message.institution !== undefined) {
          listener.forwarded?.(effect.message);
        } else if (effect.message.kind === 'questions') listener.asked?.(effect.message.questions);
        else if (effect.message.kind === 'eventsAck') delivery.receive(effect.message);
        else downloads.receive(effect.message);
        return;
      case 'update':
        return void update(effect.offer);
      case 'abandon':
        running.isAbandoned = true;
        return;
      case 'wait':
        return wait(effect.timer, effect.delayMs);
      case 'cancel':
        return timers.get(effect.timer)?.();
    }
  }

  function wait(timer: TimerName, delayMs: number): void {
    timers.get(timer)?.();
    // Pings that the platform keeps to itself cannot be missed.
    if (timer === 'silence' && state.connection === 'online' && connection?.tellsPings === false) return;
    timers.set(
      timer,
      clock.after(delayMs, () => dispatch({ kind: `${timer}Due` })),
    );
    if (timer === 'silence') silenceMs = delayMs;
  }
  let silenceMs = 0;

  function connect(): void {
    const url = options.urls[attempts % options.urls.length]!;
    attempts += 1;
    const heard: ConnectionListener = {
      opened: () => dispatch({ kind: 'opened' }),
      closed: () => dispatch({ kind: 'dropped' }),
      // Before the welcome it is no sign of life that counts, but the welcome itself.
      alive: () => state.connection === 'online' && wait('silence', silenceMs),
      received(frame) {
        if (state.connection === 'online') wait('silence', silenceMs);
        receive(frame);
      },
    };
    try {
      connection = connector.connect(url, heard);
    } catch (error) {
      // An address that is none; another may be better.
      fail(error);
      heard.closed('address-malformed');
    }
  }

  function receive(frame: Uint8Array): void {
    try {
      const message = decodeServerMessage(frame);
      switch (message.kind) {
        case 'unknown':
          return;
        case 'welcome':
          return dispatch({ kind: 'welcomed', welcome: message });
        case 'head':
          downloads.expect(message.pushed ?? []);
          return dispatch({ kind: 'announced', announced: message });
        case 'goodbye':
          if (message.code !== 'closing') refusal = message.code;
          dispatch({ kind: 'dismissed', goodbye: message });
          return listener.changed?.();
        default:
          return dispatch({ kind: 'received', message });
      }
    } catch (error) {
      fail(error);
      dispatch({ kind: 'garbled' });
    }
  }

  function send(message: ClientMessage): void {
    connection?.send(encodeMessage(message));
  }

  async function greet(to: Connection | undefined): Promise<void> {
    const token = await options.token?.();
    const { role = 'client' } = options;
    const { encodings } = ports;
    const identity = {
      role,
      ...(token !== undefined && { token }),
      institution,
      scope,
      encodings,
      clockMs: clock.wallMs(),
    };
    const hello = composeHello(identity, keeper, await store.listBlobs(), outbox);
    if (to === connection) send(hello);
  }

  function reportActivated(startedMs: number): void {
    const { active } = keeper;
    if (active === undefined || state.connection !== 'online') return;
    const name = `${active.pack} ${active.shadow?.pack}`;
    if (name === reported) return;
    reported = name;
    send(composeActivated(active, startedMs > 0 ? clock.monotonicMs() - startedMs : 0));
  }

  function reportStatus(): void {
    timers.get('status')?.();
    timers.set('status', clock.after(options.statusIntervalMs ?? STATUS_INTERVAL_MS, reportStatus));
    const counts = listener.report?.() ?? { evaluations: 0, alerts: 0, overrides: 0 };
    const rest = { outboxLength: outbox.depth.entries, clockOffsetMs, ...counts };
    send(composeStatus(keeper, { ...rest, ...(lastError !== undefined && { lastError }) }));
  }

  function sendAnswers(): void {
    if (state.connection === 'online') for (const message of answers.take()) send(message);
  }

  /** One at a time, whether a server or a hand brings it. */
  function apply(how: ApplyOptions): Promise<void> {
    const applied = updating.then(() => keeper.apply(how));
    updating = applied.catch(() => {});
    return applied;
  }

  async function update(offer: Offer): Promise<void> {
    const run = { isAbandoned: false };
    running = run;
    const startedMs = clock.monotonicMs();
    let outcome: UpdateOutcome = { kind: 'done' };
    try {
      const isAbandoned = () => run.isAbandoned;
      await apply({ ...offer, source: downloads, isAbandoned, isRefused: offer.refused !== undefined });
      lastError = undefined;
    } catch (error) {
      outcome = outcomeOf(error);
      if (outcome.kind === 'rejected' || outcome.kind === 'failed') fail(error);
      if (outcome.kind === 'rejected') await reportRejected(error, offer, outcome.code);
      // Another node, or another way to it, may bring the right bytes.
      if (isTransferFailure(error) && options.urls.length > 1) connection?.close();
    }
    // Even where it failed: kill entries may have come into force, or a prefetch failed after the swap.
    reportActivated(startedMs);
    const reconsiderInMs = Math.max(0, Math.min(keeper.dueMs() - keeper.time.nowMs(), RECONSIDER_MS_MAX));
    dispatch({ kind: 'updated', outcome, reconsiderInMs });
    // A newer head may have ended a failure or a staleness, though nothing else has changed.
    listener.changed?.();
  }

  async function reportRejected(error: unknown, { head }: Offer, code: string): Promise<void> {
    const { layer, digest, sequence } =
      error instanceof ManifestFailure ? error : { layer: scope, digest: await crypto.digest(head), sequence: 0 };
    if (state.connection === 'online') send({ kind: 'rejected', layer, digest, sequence, code });
  }

  /** What is stored may become effective, or lapse, without any network. */
  function reconsider(): void {
    const head = keeper.sealedHead;
    if (head !== undefined) {
      dispatch({ kind: 'offered', offer: { key: head.join(), head, roots: [], pushed: [], spreadMs: 0 } });
    }
  }

  async function importFolder(files: readonly CarriedFile[], isLastResort = false): Promise<void> {
    await apply({ ...(await openFolder(files, crypto)), allowExpired: true, isLastResort });
  }

  await keeper.restore();
  if (options.seed !== undefined) {
    await importFolder(options.seed).catch(fail);
    if (keeper.active === undefined) await importFolder(options.seed, true).catch(fail);
  }
  reconsider();

  return {
    keeper,
    get status() {
      const code = refusal ?? lastError;
      return { connection: state.connection, clockOffsetMs, ...(code !== undefined && { lastError: code }) };
    },
    start() {
      if (options.urls.length > 0) dispatch({ kind: 'started' });
    },
    deliver: delivery.poke,
    forward(message) {
      if (state.connection !== 'online') return false;
      send(message);
      return true;
    },
    answer(answer) {
      answers.add(answer);
      sendAnswers();
    },
    async importFolder(files) {
      await importFolder(files).catch((error: unknown) => {
        throw causeOf(error);
      });
      reconsider();
    },
    async close() {
      running.isAbandoned = true;
      dispatch({ kind: 'stopped' });
      for (const cancel of timers.values()) cancel();
      await updating;
    },
  };
}
