import { describe, expect, test } from 'vitest';
import { CHUNK_BYTES_MAX, PROGRESS_TIMEOUT_MS, REQUESTS_MAX, WINDOW_BYTES_MAX } from '../protocol/limits.ts';
import type { Chunk, ClientMessage, Want } from '../protocol/messages.ts';
import { createMemoryPackStore, type PackMemory } from '../store/memory-pack-store.ts';
import { createDownloads } from './downloads.ts';
import { codeOf, Interruption } from './interruption.ts';

const digestOf = (name: number): string => name.toString(16).padStart(64, '0');
const bytesOf = (name: number, length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * 7 + name) & 255);
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

/** Downloads over a connection whose other end is the test. */
function client(memory: PackMemory = { blobs: new Map(), parts: new Map() }) {
  const said: ClientMessage[] = [];
  const timers = new Map<() => void, number>();
  let stalls = 0;
  const downloads = createDownloads({
    store: createMemoryPackStore(memory),
    // Compression is somebody else's matter: the encoded form is the raw one.
    inflate: async (_, bytes) => bytes,
    encodings: ['gzip'],
    clock: {
      wallMs: () => 0,
      monotonicMs: () => 0,
      after(delayMs, callback) {
        timers.set(callback, delayMs);
        return () => timers.delete(callback);
      },
    },
    stalled: () => {
      stalls += 1;
    },
  });
  downloads.open((message) => said.push(message));
  return {
    downloads,
    said,
    memory,
    stalls: () => stalls,
    wants: () => said.filter((message): message is Want => message.kind === 'want'),
    credit: () => said.flatMap((message) => (message.kind === 'credit' ? [message.consumed] : [])).at(-1) ?? 0,
    /** Everything that waits so long comes to pass. */
    elapse(delayMs: number) {
      for (const [callback, due] of [...timers]) if (due === delayMs) callback();
    },
    send(request: number, name: number, length: number, from = 0, to = length) {
      for (let offset = from; offset < to; offset += CHUNK_BYTES_MAX) {
        const bytes = bytesOf(name, length).subarray(offset, Math.min(offset + CHUNK_BYTES_MAX, to));
        downloads.receive({ kind: 'chunk', request, offset, total: length, bytes });
      }
    },
  };
}

describe('a download', () => {
  test('asks, takes chunks in order, and gives credit for what it has put away', async () => {
    const { downloads, wants, send, credit } = client();
    const length = 2 * CHUNK_BYTES_MAX + 5;
    const result = downloads.obtain({ digest: digestOf(1), bytes: length });
    await settled();
    expect(wants()).toEqual([{ kind: 'want', request: 1, digest: digestOf(1), offset: 0, encoding: 'gzip' }]);
    send(1, 1, length);
    expect(await result).toEqual(bytesOf(1, length));
    expect(credit()).toBe(length);
  });

  test('goes on where it was interrupted, on another connection', async () => {
    const { downloads, wants, send, said } = client();
    const length = 4 * CHUNK_BYTES_MAX;
    const blob = { digest: digestOf(1), bytes: length };
    const first = downloads.obtain(blob).catch((error: unknown) => error);
    await settled();
    send(1, 1, length, 0, 2 * CHUNK_BYTES_MAX);
    await settled();
    downloads.shut();
    expect(await first).toBeInstanceOf(Interruption);
    downloads.open((message) => said.push(message));
    const second = downloads.obtain(blob);
    await settled();
    expect(wants().at(-1)).toMatchObject({ request: 2, offset: 2 * CHUNK_BYTES_MAX });
    send(2, 1, length, 2 * CHUNK_BYTES_MAX);
    expect(await second).toEqual(bytesOf(1, length));
  });

  test('is one, however many wait for it', async () => {
    const { downloads, wants, send } = client();
    const both = [1, 2].map(() => downloads.obtain({ digest: digestOf(1), bytes: 100 }));
    await settled();
    expect(wants().length).toBe(1);
    send(1, 1, 100);
    expect(await Promise.all(both)).toEqual([bytesOf(1, 100), bytesOf(1, 100)]);
  });

  test('a sealed object may be shorter than its bound, and is not compressed', async () => {
    const { downloads, wants, send } = client();
    const result = downloads.obtain({ digest: digestOf(1), bytes: 262_144, isSealed: true });
    await settled();
    expect(wants()[0]).toMatchObject({ encoding: 'none' });
    send(1, 1, 700);
    expect((await result).length).toBe(700);
  });

  test('large ones leave room for a small one', async () => {
    const { downloads, wants } = client();
    const large = Array.from({ length: 10 }, (_, i) => downloads.obtain({ digest: digestOf(i), bytes: 1_000_000 }));
    await settled();
    expect(wants().length).toBe(4);
    const small = Array.from({ length: 10 }, (_, i) => downloads.obtain({ digest: digestOf(99 + i), bytes: 900 }));
    await settled();
    expect(wants().length).toBe(REQUESTS_MAX);
    expect(wants().at(-1)).toMatchObject({ digest: digestOf(102) });
    for (const one of [...large, ...small]) one.catch(() => {});
    downloads.shut();
    expect(await Promise.allSettled([...large, ...small])).toSatisfy((results: PromiseSettledResult<unknown>[]) =>
      results.every(({ status }) => status === 'rejected'),
    );
  });

  test('what a server has not got is asked for later', async () => {
    const { downloads } = client();
    const result = downloads.obtain({ digest: digestOf(1), bytes: 100 }).catch((error: unknown) => error);
    await settled();
    downloads.receive({ kind: 'refused', request: 1, code: 'capacity-reached', retryAfterMs: 2_500 });
    expect(await result).toMatchObject({ delayMs: 2_500 });
  });
});

describe('a hostile server', () => {
  const length = 2 * CHUNK_BYTES_MAX;
  const bytes = bytesOf(1, CHUNK_BYTES_MAX);
  test.each<readonly [string, Partial<Chunk>]>([
    ['a gap', { offset: 10 }],
    ['an empty chunk', { bytes: new Uint8Array(0) }],
    ['more than it announced', { total: CHUNK_BYTES_MAX - 1 }],
    ['more than was signed', { total: 10 * length }],
    ['so little that it could only be a bomb', { total: 5, bytes: bytes.subarray(0, 5) }],
  ])('that sends %s is refused, and nothing of it is kept', async (_, change) => {
    const { downloads, memory } = client();
    const result = downloads.obtain({ digest: digestOf(1), bytes: change.total === 5 ? 10_000_000 : length });
    const code = result.then(() => 'none', codeOf);
    await settled();
    downloads.receive({ kind: 'chunk', request: 1, offset: 0, total: length, bytes, ...change });
    expect(await code).toBe('bytes-excessive');
    expect(memory.parts.size).toBe(0);
  });

  test('that keeps to no window is let go', async () => {
    const { downloads, stalls } = client();
    for (let sent = 0; sent <= WINDOW_BYTES_MAX + CHUNK_BYTES_MAX; sent += CHUNK_BYTES_MAX) {
      expect(stalls()).toBe(0);
      const pending = downloads.obtain({ digest: digestOf(sent), bytes: 9_000_000 });
      pending.catch(() => {});
      await settled();
      // The same instant: nothing can have been put away yet.
      for (let i = 0; i < 4; i += 1) {
        downloads.receive({ kind: 'chunk', request: 1, offset: i * CHUNK_BYTES_MAX, total: 8_000_000, bytes });
      }
      if (stalls() > 0) return;
    }
    expect.unreachable();
  });

  test('that says nothing for a minute is let go', async () => {
    const { downloads, elapse, stalls } = client();
    downloads.obtain({ digest: digestOf(1), bytes: 100 }).catch(() => {});
    await settled();
    elapse(PROGRESS_TIMEOUT_MS);
    expect(stalls()).toBe(1);
  });

  test('that goes on with what nobody waits for any more gets its credit back', () => {
    const { downloads, credit } = client();
    downloads.receive({ kind: 'chunk', request: 77, offset: 0, total: 10, bytes: new Uint8Array(10) });
    expect(credit()).toBe(10);
  });
});

describe('what comes by itself', () => {
  test('is not asked for', async () => {
    const { downloads, wants } = client();
    downloads.expect([digestOf(1)]);
    const result = downloads.obtain({ digest: digestOf(1), bytes: 100 });
    await settled();
    downloads.receive({ kind: 'push', blobs: [{ digest: digestOf(1), encoding: 'none', bytes: bytesOf(1, 100) }] });
    expect(await result).toEqual(bytesOf(1, 100));
    expect(wants()).toEqual([]);
  });

  test('is asked for when it does not come', async () => {
    const { downloads, wants, elapse } = client();
    downloads.expect([digestOf(1)]);
    downloads.obtain({ digest: digestOf(1), bytes: 100 }).catch(() => {});
    await settled();
    expect(wants()).toEqual([]);
    elapse(5_000);
    await settled();
    expect(wants().length).toBe(1);
  });
});

describe('a blob that was announced to come by itself', () => {
  const blob = { digest: digestOf(1), bytes: 10 };

  test('and does not is asked for, though another announcement came meanwhile', async () => {
    const { downloads, wants, elapse } = client();
    downloads.expect([blob.digest]);
    void downloads.obtain(blob).catch(() => {});
    await settled();
    downloads.expect([]);
    elapse(5_000);
    await settled();
    expect(wants()).toHaveLength(1);
  });

  test('and is crowded out by others that nobody asked for is not waited for without end', async () => {
    const { downloads, elapse } = client();
    downloads.expect([blob.digest]);
    const outcome = downloads.obtain(blob).catch((error: unknown) => error);
    await settled();
    const bytes = Uint8Array.of(1);
    const blobs = Array.from({ length: 64 }, (_, i) => ({
      digest: digestOf(100 + i),
      encoding: 'none' as const,
      bytes,
    }));
    downloads.receive({ kind: 'push', blobs });
    downloads.expect([]);
    elapse(5_000);
    await settled();
    downloads.shut();
    expect(await Promise.race([outcome, settled()])).toBeInstanceOf(Interruption);
  });
});
