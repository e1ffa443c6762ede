import {
  addSignature,
  type LayerId,
  type RegularManifest,
  readSealed,
  type Signer,
  sealManifest,
} from '@forecheck/pack';
import { CliError } from '../error.ts';
import { type Answer, type BureauCalls, textOf } from '../remote/bureau-calls.ts';
import type { RemoteStore } from '../remote/remote-store.ts';

/** A draft as a bureau tells it. */
export interface Draft {
  readonly id: string;
  readonly state: string;
  readonly digest: string;
  readonly maker: string;
  readonly findings: Answer;
  /** What it says; unverified, for the eyes of whoever signs next. */
  readonly manifest: RegularManifest;
  readonly sealed: Uint8Array;
}

/** Signs a manifest that was composed here, and hands it in with its blobs. */
export async function handInDraft(
  maker: BureauCalls,
  store: RemoteStore,
  manifest: RegularManifest,
  signer: Signer,
  uploaded?: (done: number, total: number) => void,
): Promise<Draft> {
  const sealed = await sealManifest(manifest, [signer]);
  await store.upload(maker, uploaded);
  return draftOf(await maker.ask('POST', '/v1/drafts', { sealed: Buffer.from(sealed).toString('base64') }));
}

/** A draft, by its id. */
export async function readDraft(bureau: BureauCalls, id: string): Promise<Draft> {
  return draftOf(await bureau.ask('GET', `/v1/drafts/${encodeURIComponent(id)}`));
}

/**
 * The newest draft of a layer that waits for its checker.
 *
 * @throws {@link CliError} `draft-missing`
 */
export async function readNewestDraft(bureau: BureauCalls, layer: LayerId): Promise<Draft> {
  const query = new URLSearchParams({ layer, state: 'open', limit: '1' });
  const { drafts } = await bureau.ask('GET', `/v1/drafts?${query}`);
  const [newest] = Array.isArray(drafts) ? (drafts as readonly Answer[]) : [];
  if (newest === undefined) throw new CliError('draft-missing', `no draft of \`${layer}\` waits for its checker`);
  return draftOf(newest);
}

/** Signs a draft here as its checker, and hands the signature in. */
export async function approveDraft(
  checker: BureauCalls,
  { id, sealed }: Draft,
  signer: Signer,
  percentage: number | undefined,
): Promise<Draft> {
  const { signatures } = readSealed(await addSignature(sealed, signer), 'manifest');
  const signature = signatures.find(({ key }) => key === signer.keyId);
  const rollout = percentage === undefined ? {} : { rollout: { percentage } };
  return draftOf(await checker.ask('POST', `/v1/drafts/${encodeURIComponent(id)}/approval`, { signature, ...rollout }));
}

/**
 * Makes sure that a draft says what its checker has composed from the same source.
 *
 * @throws {@link CliError} `draft-mismatched`
 */
export function compareDraft({ manifest }: Draft, own: RegularManifest): void {
  const said = ({ layer, segments, previous, selfTest, coreVersionMin, effectiveMs }: RegularManifest): string =>
    JSON.stringify([
      layer,
      segments.map(({ digest, bytes, rows, format }) => [digest, bytes, rows, format]),
      previous,
      selfTest?.digest,
      coreVersionMin,
      effectiveMs,
    ]);
  if (said(manifest) !== said(own)) {
    throw new CliError('draft-mismatched', 'the draft says something else than the source that is given');
  }
}

/** @throws {@link CliError} `answer-malformed`; PackError when what was signed is no manifest */
function draftOf(answer: Answer): Draft {
  const sealed = new Uint8Array(Buffer.from(textOf(answer, 'sealed'), 'base64'));
  const { signed: manifest } = readSealed(sealed, 'manifest');
  if (manifest.class !== 'regular') throw new CliError('answer-malformed', 'the draft is not of a regular manifest');
  return {
    id: textOf(answer, 'id'),
    state: textOf(answer, 'state'),
    digest: textOf(answer, 'digest'),
    maker: textOf(Object(answer['maker']) as Answer, 'subject'),
    findings: Object(answer['findings']) as Answer,
    manifest,
    sealed,
  };
}
