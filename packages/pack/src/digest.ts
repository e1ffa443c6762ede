import { canonicalBytes } from './canonical.ts';
import { refuse } from './error.ts';
import { parseHex } from './hex.ts';
import type { Digest, KeyId } from './ids.ts';
import type { BlobDescriptor } from './manifest.ts';
import type { PublicKey } from './root.ts';
import type { Crypto } from './signature.ts';
import { encodeUtf8 } from './utf8.ts';

/** The id of a public key: SHA-256 over `<algorithm>\0<key bytes>`. */
export async function keyIdOf({ algorithm, key }: PublicKey, crypto: Crypto): Promise<KeyId> {
  const id: string = await crypto.digest(keyIdInput(algorithm, parseHex(key)));
  return id;
}

/** What the id of a key is the digest of. */
export const keyIdInput = (algorithm: string, key: Uint8Array): Uint8Array => prefixed(`${algorithm}\0`, key);

/**
 * The identity of what is in force together.
 *
 * @param manifests - Digests of the manifests, widest layer first, an urgent one right after the one that it lies on.
 */
export function packDigest(manifests: readonly Digest[], crypto: Crypto): Promise<Digest> {
  return crypto.digest(signingInput('pack', canonicalBytes(manifests)));
}

/**
 * Resolves when the bytes are those that the descriptor names. Looks at the length first, which costs nothing.
 *
 * @throws {@link PackError} `digest-mismatched`
 */
export async function verifyBlob(bytes: Uint8Array, { digest, bytes: length }: BlobDescriptor, crypto: Crypto) {
  if (bytes.length !== length) refuse('digest-mismatched', { digest, bytes: bytes.length, expected: length });
  const actual = await crypto.digest(bytes);
  if (actual !== digest) refuse('digest-mismatched', { digest, actual });
}

/** What is signed. The type stands in front, so that a signature under one type says nothing under another. */
export function signingInput(type: string, signed: Uint8Array): Uint8Array {
  return prefixed(`forecheck/1/${type}\0`, signed);
}

function prefixed(prefix: string, bytes: Uint8Array): Uint8Array {
  const head = encodeUtf8(prefix);
  const joined = new Uint8Array(head.length + bytes.length);
  joined.set(head);
  joined.set(bytes, head.length);
  return joined;
}
