import { type LayerId, type Role, type Root, type Signer, sealRoot } from '@forecheck/pack';
import { generateSigner } from '@forecheck/pack/node';

/** Who signs what; heads and urgent manifests by both algorithms, as national platforms ask. */
export type Keys = Readonly<Record<'root' | 'head' | 'headSm2' | 'maker' | 'checker' | 'urgent' | 'urgentSm2', Signer>>;

/** Fresh keys. */
export function createKeys(): Keys {
  return {
    root: generateSigner('ed25519'),
    head: generateSigner('ed25519'),
    headSm2: generateSigner('sm2'),
    maker: generateSigner('ed25519'),
    checker: generateSigner('ed25519'),
    urgent: generateSigner('ed25519'),
    urgentSm2: generateSigner('sm2'),
  };
}

/** The root under which they may sign for a layer, all of a role together. */
export function sealRootOf(keys: Keys, layer: LayerId): Promise<Uint8Array> {
  const roleOf = (...signers: readonly Signer[]): Role => {
    return { keys: signers.map(({ keyId }) => keyId), threshold: signers.length };
  };
  const urgent = roleOf(keys.urgent, keys.urgentSm2);
  const root: Root = {
    type: 'root',
    format: 1,
    version: 1,
    issuedMs: Date.now(),
    expiresMs: Date.now() + YEAR_MS,
    keys: Object.fromEntries(Object.values(keys).map(({ keyId, publicKey }) => [keyId, publicKey])),
    root: roleOf(keys.root),
    head: roleOf(keys.head, keys.headSm2),
    headEpoch: 0,
    delegations: [{ prefix: layer, publisher: roleOf(keys.maker, keys.checker), urgent, epoch: 0 }],
  };
  return sealRoot(root, [keys.root]);
}

const YEAR_MS = 365 * 24 * 3_600_000;
