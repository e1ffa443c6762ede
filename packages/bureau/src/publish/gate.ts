import { activate, countRows, type NamedSegment, type Ruleset } from '@forecheck/core';
import { type LintDiagnostic, readSource } from '@forecheck/core/compile';
import type { Digest, Manifest, Root, SegmentDescriptor } from '@forecheck/pack';
import { checkLayer, trySelfTest } from '@forecheck/sync';
import { BureauError } from '../error.ts';
import type { DraftFindings } from '../store/publishing-store.ts';
import { judgeExamples } from './judge-examples.ts';
import { knownRules, lintOrRefuse } from './lint.ts';

/** A manifest with everything that it is judged by. */
export interface GatedManifest {
  readonly manifest: Manifest;
  /** Its own segments, oldest first; of an urgent manifest with those of its base below. */
  readonly own: readonly NamedSegment[];
  /** What is in force in the wider layers, oldest first. */
  readonly above: readonly NamedSegment[];
  /** Segments that were published before and are not linted again. */
  readonly known: ReadonlySet<Digest>;
  /** What clients will try before they judge by it. */
  readonly selfTest?: Uint8Array;
  readonly root: Root;
}

/**
 * What stands between a draft and everybody: the layer may say what it says, the linter finds no error in what is new, and
 * the examples of all rules hold on the ruleset as it would be.
 *
 * @throws {@link BureauError} `manifest-mismatched`, `lint-failed`, `example-failed`; PackError `manifest-unexpected`,
 * `urgent-excessive`, `relaxation-forbidden`; SyncError `self-test-failed`; CoreError when the segments do not go together.
 */
export function passGate(gated: GatedManifest): DraftFindings {
  const { manifest, own, above, known, selfTest, root } = gated;
  const listed = own.filter(({ digest }) => manifest.segments.some((it) => it.digest === digest));
  for (const segment of listed) {
    const descriptor = manifest.segments.find(({ digest }) => digest === segment.digest);
    if (JSON.stringify(describe(segment)) !== JSON.stringify(descriptor && ordered(descriptor))) {
      throw new BureauError('manifest-mismatched', 'the manifest says something else of a segment than is true', {
        digest: segment.digest,
      });
    }
  }
  checkLayer(
    manifest,
    listed.map(({ view }) => view),
    above.map(({ view }) => view),
    root,
  );
  const diagnostics = lintNew([...above, ...own], known);
  const ruleset = rulesetOf([...above, ...own]);
  const examples = judgeExamples(ruleset);
  if (selfTest !== undefined) trySelfTest(selfTest, ruleset);
  return {
    warnings: diagnostics.filter(({ severity }) => severity === 'warning').length,
    infos: diagnostics.filter(({ severity }) => severity === 'info').length,
    examples,
  };
}

/** What is true of a segment. */
export function describe({ digest, view }: NamedSegment): SegmentDescriptor {
  const rows = Object.values(countRows(view)).reduce((sum, count) => sum + count, 0);
  return ordered({ digest, bytes: view.byteLength, rows, format: view.formatVersion });
}

/** The ruleset of segments, oldest first. */
export function rulesetOf(segments: readonly NamedSegment[]): Ruleset {
  return activate({ manifest: 'draft', segments: segments.map(({ digest }) => digest) }, segments);
}

function lintNew(segments: readonly NamedSegment[], known: ReadonlySet<Digest>): readonly LintDiagnostic[] {
  return segments.flatMap(({ digest, view }, index) =>
    known.has(digest) ? [] : lintOrRefuse(readSource(view), knownRules(segments.slice(0, index))),
  );
}

function ordered({ digest, bytes, rows, format }: SegmentDescriptor): SegmentDescriptor {
  return { digest, bytes, rows, format };
}
