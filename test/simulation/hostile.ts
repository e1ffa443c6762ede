import type { CurrentHead, RelaySource } from '@forecheck/bureau';
import { canonicalBytes, type Digest, readSealed, type Signer, sealHead, sealManifest } from '@forecheck/pack';
import { nodeCrypto } from '@forecheck/pack/node';
import type { SeededRandom } from '@forecheck/testkit';
import { NATION, type SimulatedBureau } from './bureau.ts';
import { SIGNERS } from './keys.ts';
import { type MadeSegment, makeUpdate } from './rules.ts';

/**
 * A node that somebody else got hold of: it hands out forged and old heads, forged manifests and damaged blobs, mixed with good
 * ones. It holds no key of the bureau's, and throws uploads away without acknowledging them.
 */
export async function createHostileSource(
  bureau: SimulatedBureau,
  random: SeededRandom,
  nowMs: () => number,
): Promise<RelaySource> {
  const { source } = bureau;
  const forged = await makeUpdate('national', 'national', 'R1', 666_666);
  const forgeries = new Map<Digest, Uint8Array>([[forged.descriptor.digest, forged.bytes]]);
  return {
    ...source,
    async headOf(scope) {
      const good = await source.headOf(scope);
      if (good === undefined) return good;
      const lies: readonly (() => Promise<CurrentHead>)[] = [
        async () => good,
        async () => ({ ...good, sealed: random.pick(bureau.oldHeads) }),
        async () => ({ ...good, sealed: random.pick(bureau.oldHeads) }),
        async () => ({ ...good, sealed: flipBit(good.sealed, random) }),
        () => forgeHead(bureau, good, forged, forgeries, nowMs()),
      ];
      return random.pick(lies)();
    },
    async blob(digest) {
      const known = forgeries.get(digest);
      if (known !== undefined) return known;
      const good = await source.blob(digest);
      if (good === undefined || random.permille(900)) return good;
      return random.pick([flipBit(good, random), good.subarray(0, good.length >> 1), Uint8Array.from([...good, 0])]);
    },
    // What is thrown away is not acknowledged: a node that lies about this is caught by no signature, and needs none,
    // because the client's stream shows the gap at the bureau.
    accept: () => Promise.reject(new Error('thrown away')),
    acknowledged: async () => 0,
  };
}

/** A head of the highest sequence yet, naming a manifest of the node's own, both signed in the name of the bureau's keys. */
async function forgeHead(
  bureau: SimulatedBureau,
  good: CurrentHead,
  segment: MadeSegment,
  forgeries: Map<Digest, Uint8Array>,
  issuedMs: number,
): Promise<CurrentHead> {
  const manifest = await sealManifest(
    {
      type: 'manifest',
      format: 1,
      class: 'regular',
      layer: NATION,
      epoch: 1,
      sequence: good.version + 1_000,
      issuedMs,
      coreVersionMin: '0.0.0',
      segments: [segment.descriptor],
    },
    [inTheNameOf(SIGNERS.maker), inTheNameOf(SIGNERS.checker)],
  );
  const digest = await nodeCrypto().digest(canonicalBytes(readSealed(manifest).signed));
  forgeries.set(digest, manifest);
  const version = good.version + 1_000;
  const head = {
    ...bureau.head,
    version,
    issuedMs,
    expiresMs: issuedMs + 3_600_000,
    layers: [{ layer: NATION, current: { digest, sequence: version, bytes: manifest.length } }],
  };
  return {
    sealed: await sealHead(head, [inTheNameOf(SIGNERS.head)]),
    epoch: 1,
    version,
    manifests: [{ layer: NATION, digest }],
  };
}

/** Signs with the stranger's key and says that it was another. */
function inTheNameOf({ keyId, publicKey }: Signer): Signer {
  return { keyId, publicKey, sign: (message) => SIGNERS.stranger.sign(message) };
}

function flipBit(bytes: Uint8Array, random: SeededRandom): Uint8Array {
  const flipped = new Uint8Array(bytes);
  const at = random.between(0, flipped.length - 1);
  flipped[at] = flipped[at]! ^ (1 << random.between(0, 7));
  return flipped;
}
