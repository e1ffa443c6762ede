import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** 64 bytes. */
export function signEd25519(privateKey: KeyObject, message: Uint8Array): Uint8Array {
  return new Uint8Array(sign(null, message, privateKey));
}

/** Whether it is a signature over the message. May throw for a key that is none. */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return verify(null, message, keyObjectOf(publicKey), signature);
}

/** Making the key of Node's takes a third of a check, and a bureau has few keys. */
function keyObjectOf(publicKey: Uint8Array): KeyObject {
  const spki = Buffer.concat([ED25519_SPKI_PREFIX, publicKey]);
  const name = spki.toString('latin1');
  const known = keyObjects.get(name);
  if (known !== undefined) return known;
  const made = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  if (keyObjects.size >= KEY_OBJECTS_MAX) keyObjects.clear();
  keyObjects.set(name, made);
  return made;
}

const KEY_OBJECTS_MAX = 64;
const keyObjects = new Map<string, KeyObject>();

/** What stands before the 32 bytes of a public key in its SubjectPublicKeyInfo. */
export const ED25519_SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
