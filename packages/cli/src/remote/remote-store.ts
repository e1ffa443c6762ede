import type { ComposingStore, PublishingState } from '@forecheck/bureau';
import { type Crypto, type Digest, openManifest, PackError, type Trust } from '@forecheck/pack';
import { CliError } from '../error.ts';
import type { BureauCalls } from './bureau-calls.ts';

/** What a bureau has published, for composing upon it here. What is composed stays here until it is uploaded. */
export interface RemoteStore extends ComposingStore {
  /** Hands in what was composed. */
  upload(to: BureauCalls, uploaded?: (done: number, total: number) => void): Promise<void>;
}

/**
 * The store of a bureau, read from afar. Nothing of it is believed: manifests are opened under the root, and bytes have to
 * have their digests, so that nobody signs what a bureau, or somebody in its place, made up.
 */
export function createRemoteStore(bureau: BureauCalls, trust: Trust, crypto: Crypto): RemoteStore {
  const composed = new Map<Digest, Uint8Array>();
  let layers: ReturnType<BureauCalls['ask']> | undefined;
  const readLayers = () => {
    layers ??= bureau.ask('GET', '/v1/layers');
    return layers;
  };
  return {
    async readState() {
      const { revision, layers: states, scopes, kills } = (await readLayers()) as unknown as PublishingState;
      if (!Array.isArray(states)) throw new CliError('answer-malformed', 'the bureau does not tell its layers');
      return { revision, layers: states, scopes, kills };
    },
    async readReportedSequences() {
      return new Map(Object.entries(Object((await readLayers())['reported']) as Record<string, number>));
    },
    async readManifest(digest) {
      const sealed = await bureau.fetchBytes(`/v1/blobs/${digest}`);
      if (sealed === undefined) return undefined;
      const opened = await openManifest(sealed, trust, crypto);
      if (opened.digest !== digest) throw mismatched(digest);
      const { layer, epoch, sequence, class: kind } = opened.manifest;
      return { digest, layer, epoch, sequence, class: kind, sealed, publishedMs: 0 };
    },
    async readBlob(digest, encoding) {
      if (encoding !== 'none') return undefined;
      const own = composed.get(digest);
      if (own !== undefined) return own;
      const bytes = await bureau.fetchBytes(`/v1/blobs/${digest}`);
      if (bytes !== undefined && (await crypto.digest(bytes)) !== digest) throw mismatched(digest);
      return bytes;
    },
    async putBlob(digest, encoding, bytes) {
      // The bureau compresses what it is given.
      if (encoding === 'none') composed.set(digest, bytes);
    },
    async upload(to, uploaded) {
      let done = 0;
      for (const bytes of composed.values()) {
        await to.putBlob(bytes);
        done += 1;
        uploaded?.(done, composed.size);
      }
    },
  };
}

const mismatched = (digest: Digest): PackError =>
  new PackError('digest-mismatched', 'the bureau gives other bytes than it names', { digest });
