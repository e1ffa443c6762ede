import type { SignatureAlgorithm } from './algorithm.ts';
import { parseHex } from './hex.ts';
import { encodeUtf8 } from './utf8.ts';

/** Public key, message and signature, in the order in which a verifier takes them. */
export type KnownAnswer = readonly [publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array];

/** What a platform has to call good, and the same with one bit of the message changed, which it has to call bad. */
export function knownAnswersOf(algorithm: SignatureAlgorithm): {
  readonly good: KnownAnswer;
  readonly bad: KnownAnswer;
} {
  const [publicKey, signature] = KNOWN_ANSWERS[algorithm].map(parseHex) as [Uint8Array, Uint8Array];
  const changed = new Uint8Array(MESSAGE);
  changed[0]! ^= 1;
  return { good: [publicKey, MESSAGE, signature], bad: [publicKey, changed, signature] };
}

const MESSAGE = encodeUtf8('forecheck/1/known-answer');

/**
 * Public key and signature over `MESSAGE`. The one of SM2 was made by a library apart from OpenSSL, with the default user
 * id; the private keys are 32 bytes of 7.
 */
const KNOWN_ANSWERS: Readonly<Record<SignatureAlgorithm, readonly [string, string]>> = {
  ed25519: [
    'ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c',
    'bd893eaec65094566c351033ed36bb225b1c473811fc203e542c0d6131244670f58f074f8dce9152c34bf8aa7f9999035eba5d541177a2bde4773a21b1778509',
  ],
  sm2: [
    '04df07dc0b31591dfb63ec895516e5bb4ad05a09c2feba6d496ce523f7303fffcd4add27de09262dc59baf690c0286f05e29948517cc1e069b988e139c00f449c8',
    'c91f2c5062e54adec26ae7eecce1f7324cabda65b312e1800e4ee8d2547071104c7f123cc861db37b4de4f7aaddb7e82095f4237a0bb2aca07bd24681f14e75e',
  ],
};
