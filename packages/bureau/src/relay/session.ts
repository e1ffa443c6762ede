import { isSyncError } from '@forecheck/sync';
import type { ClientMessage, Goodbye, GoodbyeCode, Hello, Question, ServerMessage } from '@forecheck/sync/protocol';
import {
  decodeClientMessage,
  encodeMessage,
  NAME_LENGTH_MAX,
  PROTOCOL_VERSION,
  QUESTIONS_MAX,
} from '@forecheck/sync/protocol';
import { isName } from '../intake/intake.ts';
import type { Announced } from './announced.ts';
import { createDownloads, type Downloads } from './downloads.ts';
import { fitRoots } from './fit-roots.ts';
import {
  BEHIND_BYTES_MAX,
  BEHIND_MAX,
  FORWARDED_UPLOADS_MAX,
  HELLO_TIMEOUT_MS,
  PING_MS,
  QUESTIONS_PER_FRAME,
  QUEUED_BYTES_MAX,
  RELAY_QUEUED_BYTES_MAX,
  UPLOADS_MAX,
} from './limits.ts';
import type { Admission, CurrentHead, Upload } from './port.ts';
import type { RelayContext } from './relay.ts';
import type { ServerConnection, ServerListener } from './server-connection.ts';
import { rejecterOf, welcome } from './welcome.ts';

/** One connection, from its opening to its end. */
export interface Session extends ServerListener {
  /** Who it is, once admitted. */
  readonly admission: Admission | undefined;
  /** A new head of its scope. What cannot be sent now is sent later, and then only the newest. */
  announce(announced: Announced): void;
  /** Called now and then, with the monotonic time: pings, and lets go of whoever makes no progress. */
  tick(nowMs: number): void;
  goodbye(code: GoodbyeCode, delayMs?: number): void;
  /** Questions of the bureau, for this institution or for one behind this relay. */
  ask(questions: readonly Question[], forwardedFor?: string): void;
}

/** Serves one connection. */
export function openSession(context: RelayContext, connection: ServerConnection): Session {
  return new ServedSession(context, connection);
}

// A class, because a connection has identity and a lifetime.
class ServedSession implements Session {
  admission: Admission | undefined;
  #rejecter = '';
  readonly #context: RelayContext;
  readonly #connection: ServerConnection;
  readonly #downloads: Downloads;
  readonly #openedMs: number;
  #hasHello = false;
  #isGreeted = false;
  #isClosed = false;
  #client = '';
  #uploads = 0;
  /** Institutions that a relay has spoken for. */
  readonly #behind = new Set<string>();
  #head: { readonly epoch: number; readonly version: number } | undefined;
  #pending: Announced | undefined;
  /** Of announcements that were overtaken before they could be sent: without one the chain of roots would break. */
  #missedRoots: readonly Uint8Array[] = [];
  #heardMs: number;
  #pingedMs: number;
  #progressMs: number;
  readonly #pingEveryMs: number;

  constructor(context: RelayContext, connection: ServerConnection) {
    this.#context = context;
    this.#connection = connection;
    this.#openedMs = context.clock.monotonicMs();
    this.#heardMs = this.#openedMs;
    this.#pingedMs = this.#openedMs;
    this.#progressMs = this.#openedMs;
    // Between 70 % and 130 %, so that those who came together are not pinged together.
    this.#pingEveryMs = PING_MS * (0.7 + 0.6 * context.random());
    this.#downloads = createDownloads({
      blobs: context.blobs,
      bulk: context.bulk,
      random: context.random,
      send: (message) => this.#send(message),
      progressed: () => {
        this.#progressMs = context.clock.monotonicMs();
      },
    });
  }

  received(frame: Uint8Array): void {
    if (this.#isClosed) return;
    this.heard();
    const message = this.#read(frame);
    if (message === undefined || this.#isClosed) return;
    if (message.kind === 'hello') {
      if (this.#hasHello) return this.goodbye('message-unexpected');
      this.#hasHello = true;
      void this.#greet(message).catch(() => this.goodbye('closing', this.#context.reconnectWindowMs()));
      return;
    }
    if (message.kind === 'goodbye') return this.#connection.close();
    if (!this.#isGreeted || this.admission === undefined) return this.goodbye('message-unexpected');
    this.#act(message, this.admission);
  }

  heard(): void {
    this.#heardMs = this.#context.clock.monotonicMs();
  }

  drained(): void {
    this.#catchUp();
  }

  closed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#downloads.close();
    this.#context.left(this);
  }

  announce(announced: Announced): void {
    if (this.#isClosed || !this.#isNews(announced.head)) return;
    const isBehind = this.#connection.queuedBytes > BEHIND_BYTES_MAX;
    if (!this.#isGreeted || isBehind || this.#pending !== undefined) {
      this.#missedRoots = [...this.#missedRoots, ...(this.#pending?.roots ?? [])];
      this.#pending = announced;
      return this.#catchUp();
    }
    if (announced.isExcessive) return this.#askBack();
    this.#head = announced.head;
    this.#connection.sendShared(announced.frames);
    this.#checkReading();
  }

  tick(nowMs: number): void {
    if (this.#isClosed) return;
    if (!this.#hasHello && nowMs - this.#openedMs > HELLO_TIMEOUT_MS) return this.#connection.abort();
    const limits = this.#context.limits;
    if (nowMs - this.#heardMs > this.#pingEveryMs * limits.pingsMissedMax) return this.#connection.abort();
    if (this.#downloads.isBusy && nowMs - this.#progressMs > limits.progressTimeoutMs) {
      return this.goodbye('progress-stalled');
    }
    if (nowMs - Math.max(this.#heardMs, this.#pingedMs) < this.#pingEveryMs) return;
    this.#pingedMs = nowMs;
    this.#connection.ping();
  }

  goodbye(code: GoodbyeCode, delayMs?: number): void {
    if (this.#isClosed) return;
    const message: Goodbye = { kind: 'goodbye', code, ...(delayMs === undefined ? {} : { delayMs }) };
    this.#context.count(`goodbye:${code}`);
    this.#send(message);
    this.#connection.close();
    this.closed();
  }

  #read(frame: Uint8Array): ClientMessage | undefined {
    try {
      const message = decodeClientMessage(frame);
      return message.kind === 'unknown' ? undefined : message;
    } catch (error) {
      if (!isSyncError(error)) throw error;
      this.goodbye('message-malformed');
      return undefined;
    }
  }

  async #greet(hello: Hello): Promise<void> {
    const { source } = this.#context;
    if (hello.protocol !== PROTOCOL_VERSION) return this.goodbye('protocol-unsupported');
    if (![hello.institution, hello.scope, hello.outbox.stream].every(isWireName)) {
      return this.goodbye('message-malformed');
    }
    const admission = await source.admit(hello);
    if (this.#isClosed) return;
    if (admission === undefined) return this.goodbye('token-refused');
    if (!this.#context.joined(this, admission)) {
      return this.goodbye('capacity-reached', this.#context.reconnectWindowMs());
    }
    this.admission = admission;
    this.#rejecter = rejecterOf(hello);
    this.#client = hello.outbox.stream;
    const answer = await welcome(this.#context, admission, hello);
    if (this.#isClosed) return;
    this.#send(answer.message);
    if (answer.isPartial) return this.goodbye('closing', 0);
    this.#head = answer.head;
    this.#isGreeted = true;
    this.#catchUp();
    await this.#askAll(admission.institution);
  }

  ask(questions: readonly Question[], forwardedFor?: string): void {
    for (let from = 0; from < questions.length; from += QUESTIONS_PER_FRAME) {
      const some = questions.slice(from, from + QUESTIONS_PER_FRAME);
      this.#send({
        kind: 'questions',
        ...(forwardedFor === undefined ? {} : { institution: forwardedFor }),
        questions: some,
      });
    }
  }

  async #askAll(institution: string, forwardedFor?: string): Promise<void> {
    try {
      const questions = await this.#context.source.questionsFor(institution);
      this.ask(questions.slice(0, QUESTIONS_MAX), forwardedFor);
    } catch {
      // They come with the next connection.
      this.#context.count('questions-failed');
    }
  }

  #act(message: Exclude<ClientMessage, Hello | Goodbye>, admission: Admission): void {
    const { source } = this.#context;
    const forwardedFor = 'institution' in message ? message.institution : undefined;
    const institution = forwardedFor ?? admission.institution;
    if (forwardedFor !== undefined && !this.#isBehind(forwardedFor, admission)) {
      return this.goodbye('message-unexpected');
    }
    if (!isWireName(institution)) {
      // Others behind that relay are not to suffer for it.
      return this.#context.count('messages-dropped');
    }
    switch (message.kind) {
      case 'want':
        void this.#downloads.want(message);
        return;
      case 'credit':
        if (!this.#downloads.credit(message.consumed)) return this.goodbye('window-exceeded');
        return this.#catchUp();
      case 'events': {
        const { stream, first, entries } = message;
        void this.#take({ institution, stream, first, entries }, forwardedFor);
        return;
      }
      case 'answers':
        void source.answer(institution, message.answers).catch(() => this.#context.count('answers-lost'));
        return;
      case 'rejected':
        // What somebody behind a relay refuses, others behind it may take.
        if (forwardedFor === undefined) {
          this.#context.rejections.set(this.#rejecter, { digest: message.digest, code: message.code });
        }
        return source.report(institution, forwardedFor === undefined ? this.#client : '', message);
      case 'activated':
      case 'status':
        return source.report(institution, forwardedFor === undefined ? this.#client : '', message);
    }
  }

  /** Whether this connection may speak for an institution; the first time, its questions are asked. */
  #isBehind(institution: string, { isRelay }: Admission): boolean {
    if (!isRelay) return false;
    if (!this.#behind.has(institution) && isWireName(institution) && this.#behind.size < BEHIND_MAX) {
      this.#behind.add(institution);
      void this.#askAll(institution, institution);
    }
    return true;
  }

  async #take(upload: Upload, forwardedFor: string | undefined): Promise<void> {
    if (this.#uploads >= (forwardedFor === undefined ? UPLOADS_MAX : FORWARDED_UPLOADS_MAX))
      return this.goodbye('window-exceeded');
    this.#uploads += 1;
    try {
      const { sequence, isQuarantined } = await this.#context.source.accept(upload);
      this.#send({
        kind: 'eventsAck',
        stream: upload.stream,
        sequence,
        ...(forwardedFor === undefined ? {} : { institution: forwardedFor }),
        ...(isQuarantined ? { quarantined: true } : {}),
      });
    } catch {
      // Nothing is acknowledged, so the sender keeps it and comes again.
      this.#context.count('uploads-failed');
    } finally {
      this.#uploads -= 1;
    }
  }

  #catchUp(): void {
    const pending = this.#pending;
    if (pending === undefined || !this.#isGreeted || this.#connection.queuedBytes > BEHIND_BYTES_MAX) return;
    const missed = this.#missedRoots;
    this.#pending = undefined;
    this.#missedRoots = [];
    if (!this.#isNews(pending.head)) return;
    const roots = [...missed, ...pending.roots];
    if (fitRoots(roots, pending.head.sealed.length).length < roots.length) return this.#askBack();
    this.#head = pending.head;
    if (missed.length === 0) return this.#connection.sendShared(pending.headOnly);
    this.#send({ kind: 'head', head: pending.head.sealed, roots });
  }

  /** More roots became current than an announcement holds: a welcome brings them one after another. */
  #askBack(): void {
    const { random, reconnectWindowMs } = this.#context;
    this.goodbye('closing', Math.round(random() * reconnectWindowMs()));
  }

  #isNews({ epoch, version }: CurrentHead): boolean {
    const known = this.#head;
    return known === undefined || epoch > known.epoch || (epoch === known.epoch && version > known.version);
  }

  #send(message: ServerMessage): void {
    if (!this.#isClosed) this.#connection.send(encodeMessage(message));
    this.#checkReading();
  }

  /** Who confirms without reading, or asks without end, would fill the memory of the node. */
  #checkReading(): void {
    const max = this.admission?.isRelay === true ? RELAY_QUEUED_BYTES_MAX : QUEUED_BYTES_MAX;
    if (this.#isClosed || this.#connection.queuedBytes <= max) return;
    this.#context.count('goodbye:progress-stalled');
    // A goodbye would wait behind what is not read.
    this.#connection.abort();
    this.closed();
  }
}

/** Names end up in databases and in the names of others' messages: none is empty or holds what no database takes. */
const isWireName = (name: string): boolean => isName(name, NAME_LENGTH_MAX);
