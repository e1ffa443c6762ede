import { canonicalBytes } from './canonical.ts';
import { signingInput } from './digest.ts';
import { refuse } from './error.ts';
import type { Head } from './head.ts';
import { formatHex } from './hex.ts';
import { SIGNATURES_MAX } from './limits.ts';
import type { Manifest } from './manifest.ts';
import { readSealed, writeSealed } from './read-sealed.ts';
import type { Root } from './root.ts';
import type { Signature, Signer } from './signature.ts';

/**
 * A root with its signatures: of its own root role and, from the second version on, of the one before.
 *
 * @throws {@link PackError} what {@link readSealed} throws, before anything is signed
 */
export const sealRoot = (root: Root, signers: readonly Signer[]): Promise<Uint8Array> => seal(root, signers);

/**
 * A manifest with its signatures. A maker seals, and a checker adds a signature elsewhere: {@link addSignature}.
 *
 * @throws {@link PackError} what {@link readSealed} throws, before anything is signed
 */
export const sealManifest = (manifest: Manifest, signers: readonly Signer[]): Promise<Uint8Array> =>
  seal(manifest, signers);

/**
 * A head with its signatures.
 *
 * @throws {@link PackError} what {@link readSealed} throws, before anything is signed
 */
export const sealHead = (head: Head, signers: readonly Signer[]): Promise<Uint8Array> => seal(head, signers);

/**
 * The sealed object with one more signature; one of the same key is replaced. The others are kept and not verified.
 *
 * @throws {@link PackError} what {@link readSealed} throws
 */
export async function addSignature(sealed: Uint8Array, signer: Signer): Promise<Uint8Array> {
  const { type, signed, signatures } = readSealed(sealed);
  const others = signatures.filter(({ key }) => key !== signer.keyId);
  if (others.length >= SIGNATURES_MAX) {
    refuse('object-malformed', { path: 'signatures', expected: `at most ${SIGNATURES_MAX}` });
  }
  const value = formatHex(await signer.sign(signingInput(type, canonicalBytes(signed))));
  const added: Signature = { key: signer.keyId, value };
  return writeSealed(signed, [...others, added]);
}

async function seal(signed: Root | Manifest | Head, signers: readonly Signer[]): Promise<Uint8Array> {
  let sealed = writeSealed(signed, []);
  // Nobody is asked to sign what nobody would open.
  readSealed(sealed);
  for (const signer of signers) sealed = await addSignature(sealed, signer);
  return sealed;
}
