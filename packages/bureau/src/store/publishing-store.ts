import type { Candidate, Digest, KeyId, LayerId, ManifestPointer } from '@forecheck/pack';

/** What is published, and what is on its way there. */
export interface PublishingStore {
  /** Rises by one with every commit. Costs one small read: nodes poll it. */
  readRevision(): Promise<number>;
  /** Never newer than its own `revision`, so that a commit made from it is refused when it is torn. */
  readState(): Promise<PublishingState>;
  /**
   * Writes everything of a change at once, when nobody has committed since `expectedRevision`, and gives the new revision.
   * Otherwise writes nothing and gives `undefined`. Of calls that race exactly one is first.
   *
   * @throws BureauError `sequence-taken` when another manifest has the layer, epoch and sequence.
   */
  commit(change: PublishingChange): Promise<number | undefined>;

  /** In the order of their versions. */
  readRoots(afterVersion: number): Promise<readonly StoredRoot[]>;
  readHead(scope: LayerId): Promise<StoredHead | undefined>;
  /** Heads that changed after a revision, in the order of their revisions, at most so many. */
  readHeads(afterRevision: number, limit: number): Promise<readonly StoredHead[]>;
  /** All heads without their bytes. */
  readHeadVersions(): Promise<readonly HeadVersion[]>;
  readManifest(digest: Digest): Promise<StoredManifest | undefined>;
  /** Newest first, at most so many. */
  readManifests(layer: LayerId, limit: number): Promise<readonly StoredManifest[]>;
  readDraft(id: string): Promise<StoredDraft | undefined>;
  /** Newest first, at most so many. */
  readDrafts(filter: DraftFilter): Promise<readonly StoredDraft[]>;
}

/** Which drafts are asked for. */
export interface DraftFilter {
  readonly layer?: LayerId;
  readonly state?: StoredDraft['state'];
  readonly limit: number;
}

/** What heads are made of. */
export interface PublishingState {
  readonly revision: number;
  readonly layers: readonly LayerState[];
  /** Scopes that have heads. */
  readonly scopes: readonly LayerId[];
  readonly kills: readonly LayerKill[];
}

/** How far a layer is. */
export interface LayerState {
  readonly layer: LayerId;
  /** Of the newest manifest that was published, whatever became of it. */
  readonly epoch: number;
  readonly sequence: number;
  readonly current?: ManifestPointer;
  readonly urgent?: UrgentPointer;
  readonly candidate?: Candidate;
}

/** An urgent manifest, and what heads need not say of it. */
export interface UrgentPointer extends ManifestPointer {
  readonly base: Digest;
  readonly lapsesMs: number;
}

/** A rule that is switched off in a layer and in all that lie under it. */
export interface LayerKill {
  readonly layer: LayerId;
  readonly rule: string;
  readonly untilMs: number;
  readonly reason: string;
}

/** One commit. What is absent stays. */
export interface PublishingChange {
  readonly expectedRevision: number;
  readonly roots?: readonly StoredRoot[];
  /** One that is there already changes nothing. */
  readonly manifests?: readonly StoredManifest[];
  /** Each replaces the state of its layer. */
  readonly layers?: readonly LayerState[];
  /** Added. */
  readonly scopes?: readonly LayerId[];
  /** Each replaces the head of its scope. */
  readonly heads?: readonly Omit<StoredHead, 'revision'>[];
  /** All that there are from now on. */
  readonly kills?: readonly LayerKill[];
  /** Each replaces the draft of its id. */
  readonly drafts?: readonly StoredDraft[];
}

/** One version of the root. */
export interface StoredRoot {
  readonly version: number;
  readonly digest: Digest;
  readonly sealed: Uint8Array;
}

/** The newest head of a scope. */
export interface StoredHead {
  readonly scope: LayerId;
  readonly epoch: number;
  readonly version: number;
  readonly digest: Digest;
  readonly sealed: Uint8Array;
  readonly issuedMs: number;
  readonly expiresMs: number;
  /** Of the commit that it came with. */
  readonly revision: number;
}

/** How new the head of a scope is. */
export type HeadVersion = Omit<StoredHead, 'sealed' | 'digest' | 'revision'>;

/** A manifest that was published, for good: old verdicts name it. */
export interface StoredManifest {
  readonly digest: Digest;
  readonly layer: LayerId;
  readonly epoch: number;
  readonly sequence: number;
  readonly class: 'regular' | 'urgent';
  readonly sealed: Uint8Array;
  readonly publishedMs: number;
}

/** A manifest that a maker has signed and a checker has not. */
export interface StoredDraft {
  readonly id: string;
  readonly layer: LayerId;
  readonly state: 'open' | 'published' | 'rejected';
  /** Of the manifest. */
  readonly digest: Digest;
  readonly sequence: number;
  /** With the maker's signature; when published, with all of them. */
  readonly sealed: Uint8Array;
  readonly maker: Signatory;
  /** In the order of their signing; more than one where the root asks for it. */
  readonly checkers: readonly Signatory[];
  /** Manifests that were current, candidate or urgent when the draft was made: when there is another, it is outdated. */
  readonly basis: readonly Digest[];
  readonly createdMs: number;
  readonly settledMs?: number;
  /** Who rejected it. */
  readonly settledBy?: string;
  /** What the linter and the examples said, in numbers. */
  readonly findings: DraftFindings;
}

/** Who signed, and with which key. */
export interface Signatory {
  /** As the token names them: an office or a number, never a person's name. */
  readonly subject: string;
  readonly key: KeyId;
}

/** What the gates found, short of a refusal. */
export interface DraftFindings {
  readonly warnings: number;
  readonly infos: number;
  readonly examples: number;
}
