import { keyIdOf } from '../digest.ts';
import { formatHex, parseHex } from '../hex.ts';
import type { PublicKey } from '../root.ts';
import type { Signer } from '../signature.ts';
import { webCrypto } from './crypto.ts';

/**
 * Signers for tests, in Node and in a browser: the private key is one byte, 32 times. Equal bytes give equal keys, and
 * Ed25519 equal signatures.
 */
export async function sampleSigner(byte: number, algorithm: 'ed25519' | 'sm2' = 'ed25519'): Promise<Signer> {
  const { key, sign } = algorithm === 'ed25519' ? await ed25519(byte) : await sm2(byte);
  const publicKey: PublicKey = { algorithm, key };
  return { keyId: await keyIdOf(publicKey, webCrypto()), publicKey, sign };
}

interface KeyPair extends Pick<Signer, 'sign'> {
  readonly key: string;
}

async function ed25519(byte: number): Promise<KeyPair> {
  const { subtle } = globalThis.crypto;
  const pkcs8 = Uint8Array.from([...parseHex('302e020100300506032b657004220420'), ...new Uint8Array(32).fill(byte)]);
  const key = await subtle.importKey('pkcs8', pkcs8, 'Ed25519', true, ['sign']);
  const { x = '' } = await subtle.exportKey('jwk', key);
  const point = Uint8Array.from(atob(x.replaceAll('-', '+').replaceAll('_', '/')), (it) => it.charCodeAt(0));
  return {
    key: formatHex(point),
    sign: async (message) => new Uint8Array(await subtle.sign('Ed25519', key, message as Uint8Array<ArrayBuffer>)),
  };
}

async function sm2(byte: number): Promise<KeyPair> {
  const library = (await import('sm-crypto-v2')).sm2;
  const privateKey = formatHex(new Uint8Array(32).fill(byte));
  const key = library.getPublicKeyFromPrivateKey(privateKey);
  return {
    key,
    sign: async (message) => parseHex(library.doSignature(message, privateKey, { hash: true, publicKey: key })),
  };
}
