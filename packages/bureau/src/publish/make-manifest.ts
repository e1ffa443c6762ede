import type { NamedSegment, RuleSource } from '@forecheck/core';
import { compileSegment } from '@forecheck/core/compile';
import type { BlobDescriptor, Digest, LayerId, RegularManifest } from '@forecheck/pack';
import type { PublishingState } from '../store/publishing-store.ts';
import type { ComposeContext } from './context.ts';
import { describe, rulesetOf } from './gate.ts';
import { buildSelfTest } from './judge-examples.ts';
import { stateOf, withoutLapsed } from './layer-state.ts';
import { knownRules, lintOrRefuse } from './lint.ts';
import { nextSequence, readManifest, segmentsAbove } from './manifests.ts';

/** What a layer is to say next. */
export interface Proposal {
  readonly layer: LayerId;
  /** Laid on top of what the layer says now, oldest first. */
  readonly sources?: readonly RuleSource[];
  /** The same, compiled elsewhere; below the sources. */
  readonly segments?: readonly Uint8Array[];
  /** Says only what is given here, and nothing of what the layer said before. */
  readonly isReplacement?: boolean;
  /**
   * Lets the urgent manifest that is in force lapse. By default its segment is taken over: an urgent rule holds for days, and
   * for good only when the publishers say so.
   */
  readonly dropsUrgent?: boolean;
  readonly effectiveMs?: number;
  readonly coreVersionMin?: string;
}

/** A regular manifest, not signed yet, that says what a proposal asks for. Its blobs are stored. */
export async function makeManifest(
  context: ComposeContext,
  state: PublishingState,
  epoch: number,
  proposal: Proposal,
): Promise<RegularManifest> {
  const { layer, effectiveMs, coreVersionMin = context.coreVersionMin } = proposal;
  const layerState = withoutLapsed(stateOf(state, layer), context.nowMs());
  const above = await segmentsAbove(context, state, layer);
  const own = [...(await segmentsBelow(context, layerState, proposal))];
  for (const bytes of proposal.segments ?? []) await add(context, own, bytes);
  for (const source of proposal.sources ?? []) {
    await add(context, own, compileLinted(source, [...above, ...own]));
  }
  const selfTest = await putSelfTest(context, above, own);
  return {
    type: 'manifest',
    format: 1,
    class: 'regular',
    layer,
    epoch,
    sequence: await nextSequence(context, state, layer),
    issuedMs: context.nowMs(),
    coreVersionMin,
    segments: own.map(describe),
    ...(effectiveMs === undefined ? {} : { effectiveMs }),
    ...(selfTest === undefined ? {} : { selfTest }),
    ...(layerState.current === undefined ? {} : { previous: layerState.current.digest }),
  };
}

/** The segment of a source that the linter finds no error in: what it says of a source has a place in that source. */
export function compileLinted(source: RuleSource, below: readonly NamedSegment[]): Uint8Array {
  const rules = knownRules(below);
  lintOrRefuse(source, rules);
  return compileSegment(source, { knownRules: rules });
}

/** The self-test of a layer, stored. */
export async function putSelfTest(
  context: ComposeContext,
  above: readonly NamedSegment[],
  own: readonly NamedSegment[],
): Promise<BlobDescriptor | undefined> {
  if (own.length === 0) return undefined;
  const bytes = buildSelfTest(rulesetOf([...above, ...own]), new Set(own.map(({ digest }) => digest)));
  return bytes && { digest: await context.library.put(bytes), bytes: bytes.length };
}

/** What the proposal is laid upon: the candidate where there is one, because the next manifest replaces it. */
async function segmentsBelow(
  context: ComposeContext,
  { current, candidate, urgent }: ReturnType<typeof stateOf>,
  { isReplacement = false, dropsUrgent = false }: Proposal,
): Promise<readonly NamedSegment[]> {
  if (isReplacement) return [];
  const kept: (Digest | undefined)[] = [(candidate ?? current)?.digest, dropsUrgent ? undefined : urgent?.digest];
  const segments = new Map<Digest, NamedSegment>();
  for (const digest of kept) {
    if (digest === undefined) continue;
    for (const segment of await context.library.openAll(await readManifest(context, digest))) {
      segments.set(segment.digest, segment);
    }
  }
  return [...segments.values()];
}

async function add({ library }: ComposeContext, own: NamedSegment[], bytes: Uint8Array): Promise<void> {
  const segment = await library.open(await library.put(bytes));
  const at = own.findIndex(({ digest }) => digest === segment.digest);
  // Said again, it is said last.
  if (at >= 0) own.splice(at, 1);
  own.push(segment);
}
