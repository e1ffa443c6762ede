import { createHash } from 'node:crypto';
import { EVENTS_MAX, NAME_LENGTH_MAX } from '@forecheck/sync/protocol';
import { BureauError } from '../error.ts';
import type { IntakeStore, PieceEntry, StreamOutcome, StreamPiece } from '../store/intake-store.ts';
import type { ReadEntry } from './entry-meaning.ts';

/** Takes in what institutions send. */
export interface Intake {
  /**
   * Takes a contiguous piece of a stream. When it resolves, the acknowledged sequence is durable. May be called any number
   * of times with the same piece, in any order, on any node: each entry is applied once.
   *
   * @throws {@link BureauError} `stream-malformed`; `storage-unreachable` and `storage-failed`: nothing is acknowledged,
   * and the same piece may be sent again.
   */
  accept(upload: StreamUpload): Promise<StreamOutcome>;
  /**
   * How far a stream is, for whoever comes back with it. A stream that says it will write `next` and has sent that sequence
   * before was restored from an old copy: it is set aside.
   */
  readPosition(institution: string, stream: string, next?: number): Promise<StreamPosition>;
  readonly counts: IntakeCounts;
  /** Idempotent; awaits what is under way. */
  close(): Promise<void>;
}

/** A contiguous piece of a stream as it came. */
export interface StreamUpload {
  readonly institution: string;
  readonly stream: string;
  /** Sequence of the first entry. */
  readonly first: number;
  /** Empty bytes where the sender no longer had the entry. */
  readonly entries: readonly Uint8Array[];
}

/** How far a stream is. */
export interface StreamPosition {
  readonly acknowledged: number;
  readonly isQuarantined: boolean;
}

/** Numbers since the start of this node. */
export interface IntakeCounts {
  readonly entries: number;
  readonly repeated: number;
  readonly dropped: number;
  readonly unreadable: number;
  readonly quarantined: number;
  readonly commits: number;
}

/** What intake needs. */
export interface IntakeOptions {
  readonly store: Pick<IntakeStore, 'acceptPieces' | 'readStream' | 'quarantineStream'>;
  readonly readEntry: ReadEntry;
  readonly nowMs: () => number;
}

/** Starts taking in. Pieces that arrive while a commit is under way share the next one. */
export function createIntake({ store, readEntry, nowMs }: IntakeOptions): Intake {
  const counts = { entries: 0, repeated: 0, dropped: 0, unreadable: 0, quarantined: 0, commits: 0 };
  let isClosed = false;
  const queue = createCommitQueue((pieces) => {
    counts.commits += 1;
    return store.acceptPieces(pieces, nowMs());
  });
  const readOne = (bytes: Uint8Array): PieceEntry => {
    if (bytes.length === 0) return { digest: '', bytes };
    const digest = createHash('sha256').update(bytes).digest('hex');
    const meaning = readEntry(bytes);
    if (meaning === undefined) counts.unreadable += 1;
    return { digest, bytes, ...meaning };
  };

  return {
    async accept({ institution, stream, first, entries }) {
      if (isClosed) throw new BureauError('bureau-closed', 'intake is closed');
      checkPlace({ institution, stream, first, entries });
      const outcome = await queue.commit({ institution, stream, first, entries: entries.map(readOne) });
      counts.entries += outcome.added;
      counts.repeated += outcome.repeated;
      counts.dropped += outcome.dropped;
      if (outcome.isQuarantined) counts.quarantined += 1;
      return outcome;
    },
    async readPosition(institution, stream, next) {
      checkPlace({ institution, stream, first: 1, entries: [] });
      const state = await store.readStream(institution, stream);
      if (state === undefined) return { acknowledged: 0, isQuarantined: false };
      const { acknowledged, isQuarantined } = state;
      if (isQuarantined || next === undefined || next > state.highest) return { acknowledged, isQuarantined };
      await store.quarantineStream(institution, stream);
      counts.quarantined += 1;
      return { acknowledged, isQuarantined: true };
    },
    get counts() {
      return { ...counts };
    },
    async close() {
      isClosed = true;
      await queue.settled();
    },
  };
}

interface CommitQueue {
  commit(piece: StreamPiece): Promise<StreamOutcome>;
  settled(): Promise<void>;
}

/** One commit at a time, each of everything that waits: a flush of the disk costs the same for one piece as for a hundred. */
function createCommitQueue(write: (pieces: readonly StreamPiece[]) => Promise<readonly StreamOutcome[]>): CommitQueue {
  const waiting: Waiting[] = [];
  let working: Promise<void> | undefined;
  const commit = async (group: readonly Waiting[]): Promise<void> => {
    try {
      const outcomes = await write(group.map(({ piece }) => piece));
      group.forEach(({ resolve }, index) => {
        resolve(outcomes[index]!);
      });
    } catch (error) {
      // One piece that the store cannot take must not turn away the others.
      if (group.length > 1) for (const one of group) await commit([one]);
      else group[0]?.reject(error);
    }
  };
  const work = async (): Promise<void> => {
    while (waiting.length > 0) await commit(takeGroup(waiting));
    working = undefined;
  };
  return {
    commit: (piece) =>
      new Promise((resolve, reject) => {
        waiting.push({ piece, resolve, reject });
        working ??= work();
      }),
    settled: async () => working,
  };
}

interface Waiting {
  readonly piece: StreamPiece;
  readonly resolve: (outcome: StreamOutcome) => void;
  readonly reject: (error: unknown) => void;
}

function takeGroup(waiting: Waiting[]): readonly Waiting[] {
  let entries = 0;
  let size = 0;
  while (size < waiting.length && (size === 0 || entries < GROUP_ENTRIES_MAX)) {
    entries += waiting[size]!.piece.entries.length;
    size += 1;
  }
  return waiting.splice(0, size);
}

/**
 * Names end up in a database that takes no NUL in a text; so does whatever an entry says.
 *
 * @throws {@link BureauError} `stream-malformed`
 */
export function checkPlace({ institution, stream, first, entries: { length } }: StreamUpload): void {
  const isNamed = [institution, stream].every((name) => isName(name, NAME_LENGTH_MAX));
  const isPlaced = Number.isSafeInteger(first) && first >= 1 && length <= EVENTS_MAX && first + length <= SEQUENCE_MAX;
  if (!isNamed || !isPlaced) {
    throw new BureauError('stream-malformed', 'a piece of a stream has no proper name or place', { length });
  }
}

/** Whether a text may name something: neither empty nor too long, and whole characters without NUL. */
export function isName(value: string, lengthMax: number): boolean {
  return value.length > 0 && value.length <= lengthMax && !NUL_OR_HALF.test(value);
}

const GROUP_ENTRIES_MAX = 4_000;
const SEQUENCE_MAX = 2 ** 48;
// What a database refuses in a text: NUL, and half of a pair of surrogates.
const NUL_OR_HALF = /\0|\p{Surrogate}/u;
