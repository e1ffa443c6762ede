import type { Digest, LayerId } from './ids.ts';

/** What is in force for one layer. */
export type Manifest = RegularManifest | UrgentManifest;

interface ManifestBase {
  readonly type: 'manifest';
  readonly format: 1;
  readonly layer: LayerId;
  /** That of the delegation. */
  readonly epoch: number;
  /** Strictly rising within the epoch, shared by regular and urgent manifests; undo is a new sequence. */
  readonly sequence: number;
  readonly issuedMs: number;
  /** Core versions below cannot judge by it: `major.minor.patch`. */
  readonly coreVersionMin: string;
  /** In force from this instant of trusted time; absent: at once. Once active it stays active. */
  readonly effectiveMs?: number;
  /** Encounters with the alerts that they must raise; tried before activation. */
  readonly selfTest?: BlobDescriptor;
  /** Manifest of this layer that was current when this one was sealed; absent for the first. */
  readonly previous?: Digest;
}

/** Signed by the publisher role: a maker and a checker. */
export interface RegularManifest extends ManifestBase {
  readonly class: 'regular';
  /** Oldest first, at most `SEGMENTS_MAX`; may be empty. */
  readonly segments: readonly SegmentDescriptor[];
}

/** Signed by the urgent role: one small segment of rules on top of a regular manifest, for days. */
export interface UrgentManifest extends ManifestBase {
  readonly class: 'urgent';
  /** The regular manifest that it lies on. */
  readonly base: Digest;
  /** Exactly one, of at most `URGENT_ROWS_MAX` rows and no catalogue. */
  readonly segments: readonly [SegmentDescriptor];
  /** From this instant of trusted time only the base is in force; at most `URGENT_MS_MAX` after `issuedMs`. */
  readonly lapsesMs: number;
}

/** Bytes that are fetched by their digest. */
export interface BlobDescriptor {
  readonly digest: Digest;
  /** Length of the bytes when not compressed. */
  readonly bytes: number;
}

/** One segment. */
export interface SegmentDescriptor extends BlobDescriptor {
  /** Rules, knowledge points, catalogue rows, mappings, policy rows and withdrawals together. */
  readonly rows: number;
  /** Version of the segment format. */
  readonly format: number;
}
