import { AHEAD_MAX, type PieceEntry, type StreamPiece } from '../intake-store.ts';

/** What is known of a stream before a piece of it is taken. */
export interface KnownStream {
  readonly acknowledged: number;
  readonly isQuarantined: boolean;
  /** Digests of the entries that there are, by sequence; at least of those that the piece speaks of. */
  readonly digests: ReadonlyMap<number, string>;
}

/** What to do with a piece. */
export interface PiecePlan {
  /** The piece contradicts what was said before. */
  readonly isForked: boolean;
  readonly added: readonly PlannedEntry[];
  /** Entries that came empty before, because their sender could not read them, and now come whole. */
  readonly filled: readonly PlannedEntry[];
  readonly repeated: number;
  readonly dropped: number;
}

/** An entry with its place. */
export interface PlannedEntry {
  readonly sequence: number;
  readonly entry: PieceEntry;
}

/**
 * What taking a piece comes to. An empty entry contradicts nothing: its sender dropped it for want of space, or found it
 * damaged, and may have sent it whole before.
 */
export function planPiece(piece: StreamPiece, known: KnownStream): PiecePlan {
  const added: PlannedEntry[] = [];
  const filled: PlannedEntry[] = [];
  let repeated = 0;
  let dropped = 0;
  if (known.isQuarantined) return { isForked: false, added, filled, repeated, dropped };
  for (const [index, entry] of piece.entries.entries()) {
    const sequence = piece.first + index;
    const digest = known.digests.get(sequence);
    if (digest === undefined && sequence <= known.acknowledged) repeated += 1;
    else if (digest === undefined && sequence > known.acknowledged + AHEAD_MAX) dropped += 1;
    else if (digest === undefined) added.push({ sequence, entry });
    else if (digest === entry.digest || entry.digest === '') repeated += 1;
    else if (digest === '') filled.push({ sequence, entry });
    else return { isForked: true, added: [], filled: [], repeated: 0, dropped: 0 };
  }
  return { isForked: false, added, filled, repeated, dropped };
}
