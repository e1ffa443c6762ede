import { keyIdOf, type Manifest, type Signer, sealHead, sealManifest, sealRoot } from '@forecheck/pack';
import { importSigner, nodeCrypto } from '@forecheck/pack/node';
import { describe, expect, test } from 'vitest';
import { answerOf, KEYS, parseHex, SEALED, type WrittenObject } from './pack-cases.ts';

const crypto = nodeCrypto();

describe('keys and signatures, version 1, in OpenSSL', () => {
  test.each(Object.entries(KEYS.keys))('%s has its id', async (_, { algorithm, key, privateKey, keyId }) => {
    expect(await keyIdOf({ algorithm, key }, crypto)).toBe(keyId);
    const signer = importSigner(pemOf(algorithm, privateKey, key));
    expect(signer.keyId).toBe(keyId);
    expect(signer.publicKey).toEqual({ algorithm, key });
  });

  test.each(KEYS.signatures)('$name: $isGood', async ({ algorithm, publicKey, message, signature, isGood }) => {
    const verifier = crypto.verifiers.find((it) => it.algorithm === algorithm);
    expect(await verifier?.verify(parseHex(publicKey), parseHex(message), parseHex(signature))).toBe(isGood);
  });
});

describe('sealed objects, version 1, in OpenSSL', () => {
  test.each(SEALED.cases)('$name', async (given) => {
    expect(await answerOf(given, crypto)).toEqual(given.expect);
  });

  // Signatures of Ed25519 are a function of key and message, so whoever seals the same writes the same bytes.
  test.each([
    ['root', 'root1', 'root2'],
    ['regular', 'maker', 'checker'],
    ['urgent', 'urgent'],
    ['head', 'head'],
  ])('the bytes of `%s` are written again', async (name, ...signing) => {
    const text = SEALED.objects[name]!;
    const { signed } = JSON.parse(text) as WrittenObject;
    const signers = signing.map((it): Signer => {
      const { algorithm, privateKey, key } = KEYS.keys[it]!;
      return importSigner(pemOf(algorithm, privateKey, key));
    });
    const seal = { root: sealRoot, head: sealHead, manifest: sealManifest }[
      String(signed['type'])
    ] as typeof sealManifest;
    expect(new TextDecoder().decode(await seal(signed as unknown as Manifest, signers))).toBe(text);
  });
});

/** PKCS#8 of a private key. */
function pemOf(algorithm: string, privateKey: string, publicKey: string): string {
  const der =
    algorithm === 'ed25519'
      ? `302e020100300506032b657004220420${privateKey}`
      : `308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420${privateKey}a144034200${publicKey}`;
  const lines =
    Buffer.from(der, 'hex')
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`;
}
