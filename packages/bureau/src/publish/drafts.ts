import { randomUUID } from 'node:crypto';
import {
  addSignature,
  delegationOf,
  isPackError,
  type Manifest,
  openManifest,
  readSealed,
  sealManifest,
  type Trust,
} from '@forecheck/pack';
import { BureauError } from '../error.ts';
import type {
  DraftFindings,
  PublishingState,
  Signatory,
  StoredDraft,
  StoredManifest,
} from '../store/publishing-store.ts';
import { type Act, commitAct } from './commit.ts';
import type { Person, PublishContext } from './context.ts';
import { passGate } from './gate.ts';
import { basisOf, type Rollout, stateOf, withRegular } from './layer-state.ts';
import { makeManifest, type Proposal } from './make-manifest.ts';
import { checkSequence, readManifest, segmentsAbove } from './manifests.ts';
import { lenient } from './trust.ts';

/** Makes, signs and submits a manifest. */
export async function propose(context: PublishContext, proposal: Proposal, maker: Person): Promise<StoredDraft> {
  return commitAct(context, async (state, trust) => {
    const manifest = await makeManifest(context, state, epochOf(trust, proposal.layer), proposal);
    const sealed = await sealManifest(manifest, [maker.signer]);
    return submission(context, state, trust, sealed, maker.subject);
  });
}

/** Submits a manifest that its maker signed elsewhere, whose blobs are stored. */
export function submit(context: PublishContext, sealed: Uint8Array, subject: string): Promise<StoredDraft> {
  return commitAct(context, (state, trust) => submission(context, state, trust, sealed, subject));
}

async function submission(
  context: PublishContext,
  state: PublishingState,
  trust: Trust,
  sealed: Uint8Array,
  subject: string,
): Promise<Act<StoredDraft>> {
  const { manifest, digest } = await openManifest(sealed, lenient(trust), context.crypto);
  if (manifest.class !== 'regular') {
    throw new BureauError('manifest-mismatched', 'urgent manifests are not drafted');
  }
  const { signatures } = readSealed(sealed, 'manifest');
  const [signature] = signatures;
  if (signature === undefined || signatures.length > 1) {
    throw new BureauError('manifest-mismatched', 'a draft has one signature, its maker’s', {
      signatures: signatures.length,
    });
  }
  await checkSequence(context, state, manifest);
  const layerState = stateOf(state, manifest.layer);
  const draft: StoredDraft = {
    id: randomUUID(),
    layer: manifest.layer,
    state: 'open',
    digest,
    sequence: manifest.sequence,
    sealed,
    maker: { subject, key: signature.key },
    checkers: [],
    basis: basisOf(layerState),
    createdMs: context.nowMs(),
    findings: await gate(context, state, trust, manifest),
  };
  checkBasis(draft, state, manifest);
  return { change: { drafts: [draft] }, result: draft };
}

/**
 * Adds a checker's signature. When it is the last that the root asks for, the manifest is published; before, the draft stays
 * open. Once more by the same checker changes nothing.
 */
export function approve(
  context: PublishContext,
  id: string,
  checker: Person,
  rollout: Rollout | undefined,
): Promise<StoredDraft> {
  return commitAct(context, async (state, trust) => {
    const draft = await readDraft(context, id);
    const signatory: Signatory = { subject: checker.subject, key: checker.signer.keyId };
    if (draft.state === 'published' && draft.checkers.some((it) => isSame(it, signatory))) {
      return { change: {}, result: draft };
    }
    checkOpen(draft);
    checkDistinct(draft, signatory);
    const { signed: manifest } = readSealed(draft.sealed, 'manifest');
    await checkSequence(context, state, manifest);
    checkBasis(draft, state, manifest);
    const sealed = await addSignature(draft.sealed, checker.signer);
    await openManifest(await onlySignature(sealed, signatory.key), lenient(trust), context.crypto);
    const signed: StoredDraft = { ...draft, sealed, checkers: [...draft.checkers, signatory] };
    if (!(await isComplete(context, trust, sealed))) return { change: { drafts: [signed] }, result: signed };
    const findings = await gate(context, state, trust, manifest);
    return publication(context, state, { ...signed, findings }, manifest, rollout);
  });
}

/** Takes a draft off the table. */
export function reject(context: PublishContext, id: string, by: string): Promise<StoredDraft> {
  return commitAct(context, async () => {
    const draft = await readDraft(context, id);
    if (draft.state === 'rejected') return { change: {}, result: draft };
    checkOpen(draft);
    const rejected: StoredDraft = { ...draft, state: 'rejected', settledBy: by, settledMs: context.nowMs() };
    return { change: { drafts: [rejected] }, result: rejected };
  });
}

/** Epoch that manifests of a layer are made in; those that open them say when there is no delegation. */
export function epochOf(trust: Trust, layer: string): number {
  return delegationOf(trust.root, layer)?.epoch ?? 1;
}

/** A manifest as it is stored. */
export function storedManifest(
  manifest: Manifest,
  { digest, sealed }: { readonly digest: string; readonly sealed: Uint8Array },
  publishedMs: number,
): StoredManifest {
  const { layer, epoch, sequence } = manifest;
  return { digest, layer, epoch, sequence, class: manifest.class, sealed, publishedMs };
}

function publication(
  context: PublishContext,
  state: PublishingState,
  draft: StoredDraft,
  manifest: Manifest,
  rollout: Rollout | undefined,
): Act<StoredDraft> {
  const { layer, digest, sequence, sealed } = draft;
  const pointer = { digest, sequence, bytes: sealed.length };
  const published: StoredDraft = { ...draft, state: 'published', settledMs: context.nowMs() };
  const change = {
    manifests: [storedManifest(manifest, draft, context.nowMs())],
    layers: [withRegular(stateOf(state, layer), manifest, pointer, rollout)],
    scopes: [layer],
    drafts: [published],
  };
  return { change, result: published };
}

async function gate(
  context: PublishContext,
  state: PublishingState,
  trust: Trust,
  manifest: Manifest,
): Promise<DraftFindings> {
  const above = await segmentsAbove(context, state, manifest.layer);
  const known = new Set(above.map(({ digest }) => digest));
  for (const digest of basisOf(stateOf(state, manifest.layer))) {
    for (const segment of (await readManifest(context, digest)).segments) known.add(segment.digest);
  }
  const selfTest = await readSelfTest(context, manifest);
  const own = await context.library.openAll(manifest);
  return passGate({ manifest, own, above, known, root: trust.root, ...(selfTest === undefined ? {} : { selfTest }) });
}

/** @throws {@link BureauError} `blob-missing` */
export async function readSelfTest({ store }: PublishContext, { selfTest }: Manifest): Promise<Uint8Array | undefined> {
  if (selfTest === undefined) return undefined;
  const { digest, bytes } = selfTest;
  const found = await store.readBlob(digest, 'none');
  if (found === undefined) throw new BureauError('blob-missing', `self-test \`${digest}\` is not there`, { digest });
  if (found.length !== bytes) {
    throw new BureauError('manifest-mismatched', 'the self-test has another length', { digest });
  }
  return found;
}

async function readDraft({ store }: PublishContext, id: string): Promise<StoredDraft> {
  const draft = await store.readDraft(id);
  if (draft === undefined) throw new BureauError('draft-unknown', 'there is no such draft');
  return draft;
}

function checkOpen({ state }: StoredDraft): void {
  if (state !== 'open') throw new BureauError('draft-settled', `the draft was ${state} before`, { state });
}

function checkDistinct({ maker, checkers }: StoredDraft, checker: Signatory): void {
  const isOneOfThem = [maker, ...checkers].some((it) => it.subject === checker.subject || it.key === checker.key);
  if (isOneOfThem) {
    throw new BureauError('checker-identical', 'who checks is neither who made it nor who checked it before', {
      key: checker.key,
    });
  }
}

/** What was published since the draft was made would be taken back by it, unseen. */
function checkBasis({ basis, layer }: StoredDraft, state: PublishingState, { previous }: Manifest): void {
  const layerState = stateOf(state, layer);
  const isOutdated = basisOf(layerState).some((digest) => !basis.includes(digest));
  // A candidate that became current since was part of the basis, and `previous` still names the one before.
  const isAfter = previous === layerState.current?.digest || (previous !== undefined && basis.includes(previous));
  if (isOutdated || !(isAfter || (previous === undefined && layerState.current === undefined))) {
    throw new BureauError('draft-outdated', 'something else was published since the draft was made', { layer });
  }
}

async function isComplete({ crypto }: PublishContext, trust: Trust, sealed: Uint8Array): Promise<boolean> {
  try {
    await openManifest(sealed, trust, crypto);
    return true;
  } catch (error) {
    if (isPackError(error) && error.code === 'signature-insufficient') return false;
    throw error;
  }
}

async function onlySignature(sealed: Uint8Array, key: string): Promise<Uint8Array> {
  const { signed, signatures } = readSealed(sealed, 'manifest');
  const value = signatures.find((signature) => signature.key === key)?.value ?? '';
  const detached = { keyId: key, publicKey: { algorithm: '', key: '' }, sign: async () => Buffer.from(value, 'hex') };
  return sealManifest(signed, [detached]);
}

const isSame = (a: Signatory, b: Signatory): boolean => a.subject === b.subject && a.key === b.key;
