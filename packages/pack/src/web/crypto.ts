import type { SignatureAlgorithm } from '../algorithm.ts';
import { refuse } from '../error.ts';
import { formatHex } from '../hex.ts';
import { knownAnswersOf } from '../known-answers.ts';
import type { Crypto, Verifier } from '../signature.ts';

/**
 * Digests and checks of Ed25519 by the browser's own WebCrypto, which a page has only over `https:` and from this
 * machine. SM2 comes from a library of 19 kB that is fetched when its first signature is met. Each algorithm is tried
 * against a known answer before it is first used; one that is missing or fails rejects with `algorithm-unavailable`.
 */
export function webCrypto(): Crypto {
  return {
    digest: async (bytes) => formatHex(new Uint8Array(await subtle().digest('SHA-256', bytes as Buffered))),
    verifiers: [verifierOf('ed25519', loadEd25519), verifierOf('sm2', loadSm2)],
  };
}

type Verify = Verifier['verify'];
/** Shared memory is never handed in. */
type Buffered = Uint8Array<ArrayBuffer>;

/** A verifier that is loaded, and tried against its known answer, when it is first needed. */
export function verifierOf(algorithm: SignatureAlgorithm, load: () => Promise<Verify>): Verifier {
  let loading: Promise<Verify> | undefined;
  return {
    algorithm,
    async verify(...parts) {
      // What failed to load (a chunk, over a bad line) is tried again with the next signature.
      loading ??= loadChecked(algorithm, load).catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
      const verify = await loading;
      // Both throw for bytes that are no key; they are no good signature either.
      return verify(...parts).catch(() => false);
    },
  };
}

async function loadChecked(algorithm: SignatureAlgorithm, load: () => Promise<Verify>): Promise<Verify> {
  const answer = knownAnswersOf(algorithm);
  let cause: unknown;
  try {
    const verify = await load();
    if ((await verify(...answer.good)) && !(await verify(...answer.bad))) return verify;
  } catch (error) {
    cause = error;
  }
  refuse('algorithm-unavailable', { algorithm }, { cause });
}

async function loadEd25519(): Promise<Verify> {
  return async (publicKey, message, signature) => {
    const key = await subtle().importKey('raw', publicKey as Buffered, 'Ed25519', false, ['verify']);
    return subtle().verify('Ed25519', key, signature as Buffered, message as Buffered);
  };
}

async function loadSm2(): Promise<Verify> {
  const { sm2 } = await import('sm-crypto-v2');
  return async (publicKey, message, signature) =>
    publicKey.length === 65 &&
    signature.length === 64 &&
    sm2.doVerifySignature(message, formatHex(signature), formatHex(publicKey), { hash: true });
}

function subtle(): SubtleCrypto {
  const found = globalThis.crypto?.subtle as SubtleCrypto | undefined;
  if (found === undefined) refuse('algorithm-unavailable', { expected: 'WebCrypto, which a page has over https' });
  return found;
}
