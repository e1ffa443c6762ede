import { createHash, createPrivateKey, createPublicKey, createSign, createVerify, type KeyObject } from 'node:crypto';
import { formatDer, parseDer } from './sm2-encoding.ts';

/**
 * SM2 signatures over SM3 with the default user id, as GM/T 0003 and GB/T 32918 have them, from what OpenSSL offers.
 * Three ways lead astray without a word, and the known-answer test watches all of them:
 *
 * - A key object fresh from `generateKeyPairSync` signs ECDSA on the curve of SM2. Exported and read again it is an SM2
 *   key, so every key here has been read.
 * - One-shot `sign('sm3', …)` has an empty user id. `createSign` has none, so the digest of id, curve and public key
 *   (`Z`) is put in front here.
 * - `asymmetricKeyType` of such a key is `undefined`, and there is no JWK.
 */
export function signSm2(privateKey: KeyObject, publicKey: Uint8Array, message: Uint8Array): Uint8Array {
  return parseDer(createSign('sm3').update(identityDigest(publicKey)).update(message).sign(privateKey));
}

/** Whether `r‖s` is a signature over the message. Throws for a key that is no point of the curve. */
export function verifySm2(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 65) return false;
  const key = createPublicKey({ key: sm2Spki(publicKey), format: 'der', type: 'spki' });
  return createVerify('sm3').update(identityDigest(publicKey)).update(message).verify(key, formatDer(signature));
}

/** The key as one that signs SM2: fresh from the generator it does not. */
export function rereadPrivateKey(key: KeyObject): KeyObject {
  return createPrivateKey({ key: key.export({ format: 'der', type: 'pkcs8' }), format: 'der', type: 'pkcs8' });
}

/** What stands before the 65 bytes of a public key in its SubjectPublicKeyInfo. */
export const SM2_SPKI_PREFIX = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex');

const sm2Spki = (publicKey: Uint8Array): Buffer => Buffer.concat([SM2_SPKI_PREFIX, publicKey]);

/** `Z`: SM3 over the user id with its length in bits, the curve, and the public key. */
function identityDigest(publicKey: Uint8Array): Buffer {
  return createHash('sm3').update(IDENTITY).update(publicKey.subarray(1)).digest();
}

/** Length of the default user id in bits, the id, and a, b, x and y of the generator (GM/T 0003.5). */
const IDENTITY = Buffer.concat([
  Buffer.of(0, 128),
  Buffer.from('1234567812345678', 'latin1'),
  ...[
    'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc',
    '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93',
    '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7',
    'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0',
  ].map((hex) => Buffer.from(hex, 'hex')),
]);
