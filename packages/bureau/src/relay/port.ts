import type { Digest, LayerId } from '@forecheck/pack';
import type { Activated, Answer, Hello, Question, Rejected, StatusReport } from '@forecheck/sync/protocol';

/**
 * What connections are served from: the bureau's own store, or, in a relay, what its upstream gave. Everything it hands out
 * is signed or named by digest, so that whoever receives it need not trust the way it came.
 */
export interface RelaySource {
  /** Whether this caller may connect, and as whom; `undefined` refuses. Cheap: called once for each connection. */
  admit(hello: Hello): Promise<Admission | undefined>;
  /** The newest sealed head of a scope; `undefined` when nothing has been published for it. */
  headOf(scope: LayerId): Promise<CurrentHead | undefined>;
  /** Sealed roots after this version, in order. */
  rootsAfter(version: number): Promise<readonly Uint8Array[]>;
  /** A sealed manifest (by the digest of its pointer), a segment or a self-test, not compressed. */
  blob(digest: Digest): Promise<Uint8Array | undefined>;
  /** Tells every new head, after it is durable; may tell one twice, never tells them out of order. Returns the way to stop. */
  onHead(listener: (scope: LayerId, announcement: Announcement) => void): () => void;
  /**
   * Takes a contiguous piece of a stream. When it resolves, the acknowledged sequence is durable. Rejects when the
   * truth cannot be reached: the caller then acknowledges nothing and the sender comes again.
   */
  accept(upload: Upload): Promise<Acknowledgement>;
  /**
   * Highest contiguous durable sequence of a stream; 0 when none is.
   *
   * @param next - Sequence that the institution will write next: one that it has sent before tells of a restored copy.
   */
  acknowledged(institution: string, stream: string, next: number): Promise<number>;
  /**
   * What a client says of itself. Best effort: nothing waits for it.
   *
   * @param client - Tells the clients of one institution apart: the stream that it writes; `''` behind a relay.
   */
  report(institution: string, client: string, report: Activated | Rejected | StatusReport): void;
  /** Questions that an institution has not answered, oldest first, at most `QUESTIONS_MAX`. */
  questionsFor(institution: string): Promise<readonly Question[]>;
  answer(institution: string, answers: readonly Answer[]): Promise<void>;
  /** Tells questions as they are asked. Absent where they are told with the next connection only. */
  readonly onQuestions?: (listener: (institution: string, questions: readonly Question[]) => void) => () => void;
}

/** Who is connected. */
export interface Admission {
  readonly institution: string;
  readonly scope: LayerId;
  /** A relay may upload for other institutions. */
  readonly isRelay: boolean;
}

/** A sealed head and where it stands. */
export interface CurrentHead {
  readonly sealed: Uint8Array;
  readonly epoch: number;
  readonly version: number;
  /** What the head names, widest layer first: to tell a client what it lacks. */
  readonly manifests: readonly { readonly layer: LayerId; readonly digest: Digest }[];
}

/** A new head, and what is worth sending along. */
export interface Announcement {
  readonly head: CurrentHead;
  /** Roots that became current since the last announcement of the scope. */
  readonly roots: readonly Uint8Array[];
  /** Small blobs that the head needs and that were not needed before: manifests, urgent segments. */
  readonly push: readonly Digest[];
  /** Clients pull what is not pushed at a random instant within so many milliseconds; 0: at once. */
  readonly spreadMs: number;
}

/** A contiguous piece of the stream of an institution. */
export interface Upload {
  readonly institution: string;
  readonly stream: string;
  readonly first: number;
  /** Empty bytes where an entry was dropped by the quota or found damaged. */
  readonly entries: readonly Uint8Array[];
}

/** How far a stream is durable. */
export interface Acknowledgement {
  /** Highest contiguous sequence. */
  readonly sequence: number;
  /** The stream regressed or was cloned; it was set aside. */
  readonly isQuarantined: boolean;
}
