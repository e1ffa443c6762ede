import { canonicalBytes } from './canonical.ts';
import { keyIdOf } from './digest.ts';
import { refuse } from './error.ts';
import { ROOT_CHAIN_MAX } from './limits.ts';
import { readSealed, type Sealed } from './read-sealed.ts';
import type { Crypto } from './signature.ts';
import type { Trust } from './trust.ts';
import { verifyRole } from './verify-role.ts';

/**
 * Trust in a root that came with the installation, through the hands of somebody who is believed.
 *
 * @param nowMs - Refuses a root whose time is over by then. Leave it out for an old one that is followed at once by
 * {@link advanceRoots}.
 * @throws {@link PackError} what {@link readSealed} throws; `key-malformed`, `signature-insufficient`, `root-expired`
 */
export async function pinRoot(sealed: Uint8Array, crypto: Crypto, nowMs?: number): Promise<Trust> {
  const read = readSealed(sealed, 'root');
  await verifyOwn(read, crypto);
  const { expiresMs } = read.signed;
  if (nowMs !== undefined && nowMs >= expiresMs) refuse('root-expired', { expiresMs });
  return { root: read.signed, rootDigest: await digestOf(read, crypto), headVersions: {}, sequences: {} };
}

/**
 * Trust after the roots that follow, each the next version and signed by the thresholds of the one before and of its own.
 * Their age does not matter: who was away for years has to pass through all of them.
 *
 * A raised `headEpoch` starts the versions of heads anew; a raised epoch of a delegation does so for its sequences,
 * because a higher epoch is later than any sequence of a lower one. What was opened before is to be opened again under
 * the new root: its keys may have been taken away.
 *
 * @param sealed - In order. The root that is trusted already may come first, and changes nothing.
 * @throws {@link PackError} what {@link readSealed} throws; `bytes-excessive` for more than `ROOT_CHAIN_MAX`,
 * `root-skipped`, `version-rolled-back`, `key-malformed`, `signature-insufficient`
 */
export async function advanceRoots(trust: Trust, sealed: readonly Uint8Array[], crypto: Crypto): Promise<Trust> {
  if (sealed.length > ROOT_CHAIN_MAX) refuse('bytes-excessive', { roots: sealed.length });
  let advanced = trust;
  for (const bytes of sealed) advanced = await advanceRoot(advanced, readSealed(bytes, 'root'), crypto);
  return advanced;
}

async function advanceRoot(trust: Trust, read: Sealed<'root'>, crypto: Crypto): Promise<Trust> {
  const { signed: root } = read;
  const { version } = trust.root;
  const rootDigest = await digestOf(read, crypto);
  if (rootDigest === trust.rootDigest) return trust;
  if (root.version !== version + 1) {
    const code = root.version <= version ? 'version-rolled-back' : 'root-skipped';
    refuse(code, { version: root.version, trusted: version });
  }
  await verifyRole(read, trust.root.root, trust.root.keys, crypto);
  await verifyOwn(read, crypto);
  const headVersions = root.headEpoch > trust.root.headEpoch ? {} : trust.headVersions;
  return { ...trust, root, rootDigest, headVersions };
}

/** A key under an id that is not its own could be counted under both. */
async function verifyOwn(read: Sealed<'root'>, crypto: Crypto): Promise<void> {
  const { keys, root } = read.signed;
  for (const [id, publicKey] of Object.entries(keys)) {
    if ((await keyIdOf(publicKey, crypto)) !== id) refuse('key-malformed', { key: id });
  }
  await verifyRole(read, root, keys, crypto);
}

const digestOf = ({ signed }: Sealed, crypto: Crypto) => crypto.digest(canonicalBytes(signed));
