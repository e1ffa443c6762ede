import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { SignatureAlgorithm } from '../algorithm.ts';
import { keyIdInput } from '../digest.ts';
import { refuse } from '../error.ts';
import { formatHex } from '../hex.ts';
import type { Signer } from '../signature.ts';
import { nodeCrypto } from './crypto.ts';
import { ED25519_SPKI_PREFIX, signEd25519 } from './ed25519.ts';
import { rereadPrivateKey, SM2_SPKI_PREFIX, signSm2 } from './sm2.ts';

/**
 * A signer with a new key.
 *
 * @throws {@link PackError} `algorithm-unavailable`
 */
export function generateSigner(algorithm: SignatureAlgorithm): Signer {
  nodeCrypto({ algorithms: [algorithm] });
  const { privateKey } =
    algorithm === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'SM2' });
  return signerOf(rereadPrivateKey(privateKey));
}

/**
 * The private key as PKCS#8 PEM; encrypted, when there is a passphrase.
 *
 * @throws {@link PackError} `key-malformed` for a signer whose key is not in this process, such as that of a device
 */
export function exportSigner(signer: Signer, passphrase?: string): string {
  const key = privateKeys.get(signer);
  if (key === undefined) refuse('key-malformed', { key: signer.keyId });
  const encryption = passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase };
  return String(key.export({ format: 'pem', type: 'pkcs8', ...encryption }));
}

/**
 * The signer of a PEM that {@link exportSigner} gave, or another tool for PKCS#8.
 *
 * @throws {@link PackError} `key-malformed` when it is no key of Ed25519 or SM2, or the passphrase is wrong;
 * `algorithm-unavailable`
 */
export function importSigner(pem: string, passphrase?: string): Signer {
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: pem, format: 'pem', ...(passphrase === undefined ? {} : { passphrase }) });
  } catch {
    // OpenSSL's own words may tell of the key; they are not handed on.
    refuse('key-malformed', { expected: 'PKCS#8 PEM, and its passphrase where it has one' });
  }
  return signerOf(key);
}

function signerOf(privateKey: KeyObject): Signer {
  const { algorithm, point } = publicPart(privateKey);
  nodeCrypto({ algorithms: [algorithm] });
  const sign = (message: Uint8Array): Uint8Array =>
    algorithm === 'ed25519' ? signEd25519(privateKey, message) : signSm2(privateKey, point, message);
  const signer: Signer = {
    keyId: createHash('sha256').update(keyIdInput(algorithm, point)).digest('hex'),
    publicKey: { algorithm, key: formatHex(point) },
    sign: async (message) => sign(message),
  };
  privateKeys.set(signer, privateKey);
  return signer;
}

/** Told by the encoding, because `asymmetricKeyType` of an SM2 key is `undefined` here and may be named one day. */
function publicPart(privateKey: KeyObject): { readonly algorithm: SignatureAlgorithm; readonly point: Uint8Array } {
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  for (const [algorithm, prefix] of PREFIXES) {
    const point = new Uint8Array(spki.subarray(prefix.length));
    if (spki.subarray(0, prefix.length).equals(prefix)) return { algorithm, point };
  }
  refuse('key-malformed', { expected: 'a key of ed25519 or sm2' });
}

const PREFIXES = [
  ['ed25519', ED25519_SPKI_PREFIX],
  ['sm2', SM2_SPKI_PREFIX],
] as const;

/** Beside the signers, not in them: what is printed or logged of a signer holds no secret. */
const privateKeys = new WeakMap<Signer, KeyObject>();
