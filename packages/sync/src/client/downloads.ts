import { type BlobDescriptor, type Digest, EXPANSION_RATIO_MAX, PackError } from '@forecheck/pack';
import { CHUNK_BYTES_MAX, PROGRESS_TIMEOUT_MS, REQUESTS_MAX, WINDOW_BYTES_MAX } from '../protocol/limits.ts';
import type { Chunk, ClientMessage, Encoding, Push, PushedBlob, Refused } from '../protocol/messages.ts';
import type { PackStore } from '../store/pack-store.ts';
import { type Deferred, defer } from './deferred.ts';
import { Interruption } from './interruption.ts';
import type { Clock, Inflate } from './ports.ts';

/** Where the bytes of a digest come from. */
export interface BlobSource {
  /**
   * The raw bytes, not verified. Rejects with an `Interruption`, or a `PackError` `bytes-excessive` or
   * `compression-malformed`.
   */
  obtain(blob: WantedBlob): Promise<Uint8Array>;
}

/** What is asked for: a blob, or a sealed object by the digest of what was signed, of which `bytes` is only a bound. */
export interface WantedBlob extends BlobDescriptor {
  readonly isSealed?: boolean;
}

/** Downloads over one connection after another. */
export interface Downloads extends BlobSource {
  /** The connection is up: messages go to `send`. */
  open(send: (message: ClientMessage) => void): void;
  /** The connection is gone: everything under way is interrupted, and its parts are kept. */
  shut(): void;
  /** Blobs that come by themselves: they are asked for only when they do not. */
  expect(digests: readonly Digest[]): void;
  receive(message: Chunk | Refused | Push): void;
}

/** What downloads need. */
export interface DownloadsOptions {
  readonly store: PackStore;
  readonly inflate: Inflate;
  /** Of what `inflate` understands, best first. */
  readonly encodings: readonly Encoding[];
  readonly clock: Clock;
  /** Nothing came for `PROGRESS_TIMEOUT_MS`, though something was asked for; or more than the window holds. */
  readonly stalled: () => void;
}

/** Large downloads at a time; small ones, such as an urgent rule, find a free place beside them. */
const LARGE_MAX = 4;
/** Below, compression is not worth its header. */
const ENCODED_BYTES_MIN = 1_024;
/** Compression that does not compress adds at most so much. */
const ENCODED_SURPLUS_MAX = 4_096;
/** How long something that was announced to come by itself is waited for. */
const PUSH_TIMEOUT_MS = 5_000;
/** Blobs that came by themselves and were not asked for yet; each fits one message. */
const PUSHED_MAX = 64;
/** When a server says that it has not got something, and not when to come back. */
const REFUSED_DELAY_MS = 60_000;

/** Asks for at most `REQUESTS_MAX` blobs at a time, continues parts, and returns credit for what it has put away. */
export function createDownloads({ store, inflate, encodings, clock, stalled }: DownloadsOptions): Downloads {
  const underWay = new Map<Digest, Promise<Uint8Array>>();
  /** What came for each open request. */
  const inboxes = new Map<number, Deferred<Chunk | Refused>[]>();
  const pushed = new Map<Digest, Deferred<PushedBlob | undefined>>();
  const places = { small: REQUESTS_MAX - LARGE_MAX, large: LARGE_MAX };
  const waiting: { readonly size: keyof typeof places; readonly turn: Deferred<void> }[] = [];
  let send: ((message: ClientMessage) => void) | undefined;
  let requests = 0;
  let consumed = 0;
  let unspent = 0;
  let cancelStall = (): void => {};
  let cancelExpected = (): void => {};
  /** What the last announcement named. */
  let expected: readonly Deferred<PushedBlob | undefined>[] = [];

  async function download(blob: WantedBlob): Promise<Uint8Array> {
    const { digest, bytes, isSealed = false } = blob;
    const gift = await pushed.get(digest)?.promise;
    pushed.delete(digest);
    if (gift !== undefined)
      return gift.encoding === 'none' ? new Uint8Array(gift.bytes) : inflate(gift.encoding, gift.bytes, bytes);
    const size = bytes > CHUNK_BYTES_MAX && !isSealed ? 'large' : 'small';
    const turn = defer<void>();
    waiting.push({ size, turn });
    callNext();
    await turn.promise;
    requests += 1;
    const request = requests;
    try {
      const encoding = isSealed || bytes < ENCODED_BYTES_MIN ? 'none' : (encodings[0] ?? 'none');
      const encoded = await fetchEncoded(blob, request, encoding);
      return encoding === 'none' ? encoded : await inflate(encoding, encoded, bytes);
    } finally {
      inboxes.delete(request);
      places[size] += 1;
      callNext();
    }
  }

  async function fetchEncoded(
    { digest, bytes, isSealed }: WantedBlob,
    request: number,
    encoding: Encoding,
  ): Promise<Uint8Array> {
    let offset = await store.partLength(digest);
    if (send === undefined) throw new Interruption();
    inboxes.set(request, [defer()]);
    send({ kind: 'want', request, digest, offset, encoding });
    watch();
    for (;;) {
      const message = await inboxes.get(request)![0]!.promise;
      inboxes.get(request)!.shift();
      if (message.kind === 'refused') throw new Interruption(message.retryAfterMs ?? REFUSED_DELAY_MS);
      const { total, bytes: piece } = message;
      const isNext = message.offset === offset && piece.length > 0 && offset + piece.length <= total;
      const isLikely =
        total <= bytes + ENCODED_SURPLUS_MAX && (isSealed || bytes <= total * EXPANSION_RATIO_MAX + CHUNK_BYTES_MAX);
      if (!isNext || !isLikely) {
        // Nothing that can be continued: the part may be of another encoding.
        await store.takePart(digest);
        throw new PackError('bytes-excessive', `a chunk of \`${total}\` bytes in place of \`${bytes}\``, { digest });
      }
      const isWhole = piece.length === total;
      // What fits one chunk does not go over the disk twice.
      if (!isWhole) await store.appendPart(digest, offset, piece);
      spend(piece);
      if (isWhole) return new Uint8Array(piece);
      offset += piece.length;
      if (offset === total) return (await store.takePart(digest)) ?? piece;
    }
  }

  /** Bytes that are put away make room for others to be sent. */
  function spend({ length }: Uint8Array): void {
    consumed += length;
    unspent -= length;
    send?.({ kind: 'credit', consumed });
    watch();
  }

  function callNext(): void {
    for (const { size, turn } of [...waiting]) {
      if (places[size] === 0) continue;
      places[size] -= 1;
      waiting.splice(
        waiting.findIndex((it) => it.turn === turn),
        1,
      );
      turn.resolve();
    }
    watch();
  }

  function watch(): void {
    cancelStall();
    if (inboxes.size > 0) cancelStall = clock.after(PROGRESS_TIMEOUT_MS, stalled);
  }

  function pushedOf(digest: Digest): Deferred<PushedBlob | undefined> {
    const known = pushed.get(digest) ?? defer();
    pushed.set(digest, known);
    const [oldest] = pushed;
    if (pushed.size > PUSHED_MAX && oldest !== undefined) {
      pushed.delete(oldest[0]);
      // Somebody may wait for it: it is asked for instead.
      oldest[1].resolve(undefined);
    }
    return known;
  }

  /** What has not come by itself is asked for. */
  function giveUpExpected(): void {
    cancelExpected();
    for (const { resolve } of expected) resolve(undefined);
    expected = [];
  }

  return {
    obtain(blob) {
      const known = underWay.get(blob.digest);
      if (known !== undefined) return known;
      const begun = download(blob).finally(() => underWay.delete(blob.digest));
      underWay.set(blob.digest, begun);
      return begun;
    },
    open(sender) {
      send = sender;
      consumed = 0;
      unspent = 0;
    },
    shut() {
      send = undefined;
      cancelStall();
      giveUpExpected();
      for (const { resolve } of pushed.values()) resolve(undefined);
      pushed.clear();
      for (const inbox of inboxes.values()) inbox.at(-1)!.reject(new Interruption());
    },
    expect(digests) {
      // Frames come in their order: what the announcement before named and did not bring will not come.
      giveUpExpected();
      expected = digests.map(pushedOf);
      cancelExpected = clock.after(PUSH_TIMEOUT_MS, giveUpExpected);
    },
    receive(message) {
      if (message.kind === 'push') {
        for (const blob of message.blobs) pushedOf(blob.digest).resolve(blob);
        return;
      }
      if (message.kind === 'chunk') unspent += message.bytes.length;
      // More than the window holds: a server that does not keep to it would fill the memory.
      if (unspent > WINDOW_BYTES_MAX + CHUNK_BYTES_MAX) return stalled();
      const inbox = inboxes.get(message.request);
      if (inbox !== undefined) {
        inbox.push(defer());
        inbox.at(-2)!.resolve(message);
      } else if (message.kind === 'chunk') spend(message.bytes);
    },
  };
}
