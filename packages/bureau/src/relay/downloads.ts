import type { Chunk, Refused, Want } from '@forecheck/sync/protocol';
import { CHUNK_BYTES_MAX, PUSH_BYTES_MAX, REQUESTS_MAX, WINDOW_BYTES_MAX } from '@forecheck/sync/protocol';
import type { BulkBudget } from './bulk-budget.ts';
import type { EncodedBlobs } from './encoded-blobs.ts';
import { BULK_BYTES_MIN, BULK_RETRY_MS } from './limits.ts';

/** What one connection downloads: pieces go out only as far as the receiver has confirmed what came before. */
export interface Downloads {
  want(want: Want): Promise<void>;
  /** False when the receiver confirms more than was sent. */
  credit(consumed: number): boolean;
  /** Something is left to send, or waits for its confirmation. */
  readonly isBusy: boolean;
  /** Gives every turn back. */
  close(): void;
}

/** What downloads need from around them. */
export interface DownloadsOptions {
  readonly blobs: EncodedBlobs;
  readonly bulk: BulkBudget;
  readonly random: () => number;
  send(message: Chunk | Refused): void;
  /**
   * The first piece goes out after nothing was under way, or a whole chunk, or all there was, has been confirmed since: the
   * receiver's time to confirm more begins.
   */
  progressed(): void;
}

interface Download {
  readonly request: number;
  readonly bytes: Uint8Array;
  offset: number;
  readonly leave: () => void;
}

/**
 * Downloads of one connection. What fits a push goes first, so that an urgent rule overtakes the base that is on its way:
 * it waits for one window, 128 KiB, and not for the whole.
 */
export function createDownloads({ blobs, bulk, random, send, progressed }: DownloadsOptions): Downloads {
  const open = new Map<number, () => void>();
  const small: Download[] = [];
  const large: Download[] = [];
  let sent = 0;
  let consumed = 0;
  /** What has to be confirmed to count as progress: who confirms nothing, or byte by byte, would hold its turn for ever. */
  let goal = 0;
  let isClosed = false;

  const progress = (): void => {
    goal = consumed + Math.min(CHUNK_BYTES_MAX, sent - consumed);
    progressed();
  };

  const refuse = (request: number, code: string, retryAfterMs?: number): void => {
    open.delete(request);
    if (!isClosed) send({ kind: 'refused', request, code, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
  };

  const start = (download: Download): void => {
    (download.bytes.length <= PUSH_BYTES_MAX ? small : large).push(download);
    pump();
  };

  const pump = (): void => {
    while (!isClosed) {
      const queue = small.length > 0 ? small : large;
      const [download] = queue;
      const room = Math.min(CHUNK_BYTES_MAX, WINDOW_BYTES_MAX - (sent - consumed));
      if (download === undefined || room <= 0) return;
      const { request, bytes, offset } = download;
      const piece = bytes.subarray(offset, offset + room);
      const wasIdle = sent === consumed;
      send({ kind: 'chunk', request, offset, total: bytes.length, bytes: piece });
      sent += piece.length;
      if (wasIdle) progress();
      download.offset += piece.length;
      if (download.offset < bytes.length) continue;
      queue.shift();
      open.delete(request);
      download.leave();
    }
  };

  return {
    async want({ request, digest, offset, encoding }) {
      if (open.size >= REQUESTS_MAX || open.has(request)) {
        // Not through `refuse`: the number belongs to the download that is open.
        send({ kind: 'refused', request, code: 'requests-excessive' });
        return;
      }
      open.set(request, () => undefined);
      const bytes = await blobs.get(digest, encoding).catch(() => undefined);
      if (isClosed) return;
      if (bytes === undefined) return refuse(request, 'blob-absent');
      if (offset > bytes.length) return refuse(request, 'offset-excessive');
      if (bytes.length - offset < BULK_BYTES_MIN) return start({ request, bytes, offset, leave: () => undefined });
      const turn: { leave?: () => void } = {};
      // The turn may begin before `enter` has returned.
      const leave = (): void => turn.leave?.();
      const entered = bulk.enter(() => queueMicrotask(() => !isClosed && start({ request, bytes, offset, leave })));
      if (entered === undefined) {
        const { min, max } = BULK_RETRY_MS;
        return refuse(request, 'capacity-reached', Math.round(min + random() * (max - min)));
      }
      turn.leave = entered;
      open.set(request, entered);
    },
    credit(total) {
      if (total > sent) return false;
      const isProgress = total > consumed && total >= goal;
      consumed = Math.max(consumed, total);
      pump();
      if (isProgress) progress();
      return true;
    },
    get isBusy() {
      return small.length + large.length > 0 || consumed < sent;
    },
    close() {
      isClosed = true;
      for (const leave of open.values()) leave();
      open.clear();
      small.length = 0;
      large.length = 0;
    },
  };
}
