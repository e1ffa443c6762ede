import type { Digest } from '@forecheck/pack';

/** What institutions sent: entries of streams, and what they meant. */
export interface IntakeStore {
  /**
   * Takes pieces of streams, all in one commit, and tells for each how far its stream is durable.
   *
   * Of one (institution, stream, sequence) there is one entry; what it meant is applied with it, once. A piece that says
   * something else about a sequence than was said before comes from a clone or a restored copy: then nothing of it is
   * applied, its stream is set aside for good, and the piece is kept for inspection.
   */
  acceptPieces(pieces: readonly StreamPiece[], nowMs: number): Promise<readonly StreamOutcome[]>;
  /** `undefined` for a stream that never sent anything. */
  readStream(institution: string, stream: string): Promise<StreamState | undefined>;
  /** Sets a stream aside. */
  quarantineStream(institution: string, stream: string): Promise<void>;
  /** Entries with higher sequences, in order, at most so many. */
  readEntries(institution: string, stream: string, after: number, limit: number): Promise<readonly StreamEntry[]>;
  /** In the order of arrival, those that came after `after` (0: all), at most so many. */
  readDispositions(after: number, limit: number): Promise<readonly StoredDisposition[]>;
  /** Counts of dispositions by rule and kind, recorded from `fromMs` up to, not including, `toMs`. */
  summariseDispositions(fromMs: number, toMs: number): Promise<readonly DispositionCount[]>;
  /** Sums of figures by name and rule, for days from `fromDay` up to, not including, `toDay`. */
  summariseFigures(fromDay: number, toDay: number): Promise<readonly FigureSum[]>;
  /** How many pieces of set-aside streams there are to look at. */
  countQuarantined(): Promise<number>;
}

/** A contiguous piece of a stream. */
export interface StreamPiece {
  readonly institution: string;
  readonly stream: string;
  /** Sequence of the first entry. */
  readonly first: number;
  readonly entries: readonly PieceEntry[];
}

/** One entry, and what it was found to mean. */
export interface PieceEntry {
  /** Of the bytes; empty for an entry that the sender no longer had. */
  readonly digest: Digest | '';
  readonly bytes: Uint8Array;
  readonly dispositions?: readonly ReceivedDisposition[];
  readonly figures?: readonly Figure[];
}

/** What a person did about an alert, as it is counted. */
export interface ReceivedDisposition {
  /** Unique within the institution. */
  readonly id: string;
  readonly alert: string;
  /** `''` when the sender no longer knew it. */
  readonly rule: string;
  readonly kind: string;
  readonly recordedMs: number;
}

/** Something that is only ever added up. */
export interface Figure {
  /** Days since 1970-01-01, China Standard Time. */
  readonly day: number;
  readonly name: string;
  /** `''` when it is about no rule. */
  readonly rule: string;
  readonly count: number;
}

/** What became of a piece. */
export interface StreamOutcome {
  /** Highest sequence up to which everything is durable. */
  readonly acknowledged: number;
  readonly isQuarantined: boolean;
  /** Entries that were new. */
  readonly added: number;
  /** Entries that were there already. */
  readonly repeated: number;
  /** Entries too far ahead to be kept. */
  readonly dropped: number;
}

/** How far a stream is. */
export interface StreamState {
  readonly acknowledged: number;
  /** Highest sequence that there is an entry for. */
  readonly highest: number;
  readonly isQuarantined: boolean;
}

/** One entry as it is kept. */
export interface StreamEntry {
  readonly sequence: number;
  readonly bytes: Uint8Array;
}

/** One disposition as it is kept. */
export interface StoredDisposition extends ReceivedDisposition {
  readonly institution: string;
  /** Rises with arrival. With several nodes a lower one may become visible after a higher: read a little back. */
  readonly position: number;
}

/** So many dispositions of a kind about a rule. */
export interface DispositionCount {
  readonly rule: string;
  readonly kind: string;
  readonly count: number;
}

/** The sum of a figure. */
export interface FigureSum {
  readonly name: string;
  readonly rule: string;
  readonly count: number;
}

/** Farthest that an entry may run ahead of what is contiguous and still be kept. */
export const AHEAD_MAX = 10_000;
