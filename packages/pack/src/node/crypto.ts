import { createHash, generateKeyPairSync } from 'node:crypto';
import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from '../algorithm.ts';
import { refuse } from '../error.ts';
import { knownAnswersOf } from '../known-answers.ts';
import type { Crypto, Verifier } from '../signature.ts';
import { verifyEd25519 } from './ed25519.ts';
import { rereadPrivateKey, signSm2, verifySm2 } from './sm2.ts';

/** What {@link nodeCrypto} may be told. */
export interface NodeCryptoOptions {
  /** Those that are asked for; all of them when absent. A Node without SM2 (built on BoringSSL) can do with Ed25519. */
  readonly algorithms?: readonly SignatureAlgorithm[];
}

/**
 * Digests and signature checks of `node:crypto`. Every algorithm is tried against a known answer first, once a process.
 *
 * @throws {@link PackError} `algorithm-unavailable` when this Node lacks an algorithm, or has changed it
 */
export function nodeCrypto({ algorithms = SIGNATURE_ALGORITHMS }: NodeCryptoOptions = {}): Crypto {
  return {
    digest: async (bytes) => createHash('sha256').update(bytes).digest('hex'),
    verifiers: algorithms.map((algorithm) => verifierOf(algorithm)),
  };
}

type VerifyNow = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

function verifierOf(algorithm: SignatureAlgorithm): Verifier {
  const verify: VerifyNow = (...parts) => {
    try {
      return VERIFY[algorithm](...parts);
    } catch {
      // OpenSSL throws for bytes that are no key; they are no good signature either.
      return false;
    }
  };
  if (!checked.has(algorithm)) checkAlgorithm(algorithm, verify, algorithm === 'sm2' ? signsWhatItVerifies : undefined);
  checked.add(algorithm);
  return { algorithm, verify: async (...parts) => verify(...parts) };
}

/**
 * Refuses an implementation that does not tell a known good signature from a bad one, or whose own signatures it calls
 * bad.
 *
 * @throws {@link PackError} `algorithm-unavailable`
 */
export function checkAlgorithm(algorithm: SignatureAlgorithm, verify: VerifyNow, signs: () => boolean = () => true) {
  const { good, bad } = knownAnswersOf(algorithm);
  if (!verify(...good) || verify(...bad) || !signs()) refuse('algorithm-unavailable', { algorithm });
}

/** The way from a fresh key to a signature is the one that changed between versions of OpenSSL. */
function signsWhatItVerifies(): boolean {
  const fresh = generateKeyPairSync('ec', { namedCurve: 'SM2' });
  const point = new Uint8Array(fresh.publicKey.export({ format: 'der', type: 'spki' }).subarray(-65));
  return verifySm2(point, point, signSm2(rereadPrivateKey(fresh.privateKey), point, point));
}

const VERIFY: Readonly<Record<SignatureAlgorithm, VerifyNow>> = { ed25519: verifyEd25519, sm2: verifySm2 };
const checked = new Set<SignatureAlgorithm>();
