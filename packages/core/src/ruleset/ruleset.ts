import type { RuleId, SegmentDigest } from '../model/ids.ts';
import type { SegmentView } from '../segment/view.ts';
import type { Layer, PolicyRow, RuleDefinition } from '../source/rule-source.ts';

/**
 * What is in force: segments newest first, their masks, and the rules resolved across them. Immutable; swapped whole.
 */
export interface Ruleset {
  /** Name of the manifest, as given to `activate`. */
  readonly manifest: string;
  /** Rules that were switched off, in the order of their ids. */
  readonly killed: readonly RuleId[];
  /** Newest first. */
  readonly segments: readonly ActiveSegment[];
  readonly rules: readonly ActiveRule[];
  /** Policy rows with the layer that they came from, narrowest layer last. */
  readonly policy: readonly LayeredPolicyRow[];
  /** True when any catalogue row is left in force on some day: only then can a code be unknown to the catalogue. */
  readonly hasCatalogue: boolean;
  /** True when any segment carries mapping rows. */
  readonly hasMappings: boolean;
}

/** One policy row and the layer it came from. */
export interface LayeredPolicyRow extends PolicyRow {
  readonly layer: Layer;
}

/** One segment in force. */
export interface ActiveSegment {
  readonly digest: SegmentDigest;
  readonly view: SegmentView;
  /** Bit per row: 1 when a newer segment replaced or withdrew it altogether. */
  readonly masked: Uint32Array;
  /** Whether any bit of `masked` is set: the usual base has none, and need not be asked row by row. */
  readonly hasMasks: boolean;
  /**
   * First day on which a row is no longer in force, where a newer knowledge point supersedes it from a later day on.
   * Rows in this map have their `masked` bit clear.
   */
  readonly endings: ReadonlyMap<number, number>;
  /** Index into `Ruleset.rules` of each of the view's rule numbers; −1 when no segment defines the rule. */
  readonly ruleIndex: Int32Array;
  /**
   * Bit per catalogue row: 1 when a newer segment withdrew its code. A row that a newer one merely overlaps stays: look-ups
   * ask the newest segment first, and the older row holds on the days that the newer leaves open.
   */
  readonly catalogueMasked: Uint32Array;
}

/** One rule with its versions, latest days first; at most one is in force on a day. */
export interface ActiveRule {
  readonly id: string;
  readonly versions: readonly RuleVersion[];
}

/** One version of a rule, in force on the days `[from, to)` that no newer segment's version takes. */
export interface RuleVersion {
  readonly definition: RuleDefinition;
  readonly kindMode: number;
  readonly from: number;
  readonly to: number;
  /** Where its own parameters are. */
  readonly segment: SegmentView;
  readonly row: number;
  /** 1 pooled · 2 insurance · 3 any. */
  readonly scope: number;
  /** Bit per phase, all set when the rule names none: 1 prompt · 2 review · 4 audit. */
  readonly phaseMask: number;
}
