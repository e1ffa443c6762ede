import { createSign, generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import { sm2 } from 'sm-crypto-v2';
import { describe, expect, test } from 'vitest';
import { formatHex, parseHex } from '../hex.ts';
import { webCrypto } from '../web/crypto.ts';
import { codeOf } from '../web/sample-refusal.ts';
import { sampleSigner } from '../web/sample-signers.ts';
import { checkAlgorithm, nodeCrypto } from './crypto.ts';
import { verifyEd25519 } from './ed25519.ts';
import { exportSigner, generateSigner, importSigner } from './signer.ts';
import { verifySm2 } from './sm2.ts';
import { formatDer, parseDer } from './sm2-encoding.ts';

const crypto = nodeCrypto();
const message = new TextEncoder().encode('规则 a message');
const verifierOf = (algorithm: string, of = crypto) => of.verifiers.find((it) => it.algorithm === algorithm)!;

describe.each(['ed25519', 'sm2'] as const)('a signer of %s', (algorithm) => {
  const signer = generateSigner(algorithm);
  const key = parseHex(signer.publicKey.key);

  test('signs what Node and the browser call good', async () => {
    const signature = await signer.sign(message);
    expect(signature).toHaveLength(64);
    for (const of of [crypto, webCrypto()]) {
      const { verify } = verifierOf(algorithm, of);
      expect(await verify(key, message, signature)).toBe(true);
      expect(await verify(key, message.subarray(1), signature)).toBe(false);
      const changed = signature.map((byte, i) => (i === 40 ? byte ^ 1 : byte));
      expect(await verify(key, message, changed)).toBe(false);
    }
  });

  test('calls good what the other implementation signs', async () => {
    const other = await sampleSigner(77, algorithm);
    const { verify } = verifierOf(algorithm);
    const otherKey = parseHex(other.publicKey.key);
    expect(await verify(otherKey, message, await other.sign(message))).toBe(true);
    expect(await verify(key, message, await other.sign(message))).toBe(false);
  });

  test('is the same after export and import, with a passphrase and without', async () => {
    for (const passphrase of [undefined, 'correct horse']) {
      const pem = exportSigner(signer, passphrase);
      const again = importSigner(pem, passphrase);
      expect(again.keyId).toBe(signer.keyId);
      expect(again.publicKey).toEqual(signer.publicKey);
      expect(await verifierOf(algorithm).verify(key, message, await again.sign(message))).toBe(true);
      expect(exportSigner(again)).toBe(exportSigner(signer));
    }
    const sealed = exportSigner(signer, 'correct horse');
    expect(sealed).toContain('ENCRYPTED');
    expect(codeOf(() => importSigner(sealed, 'wrong horse'))).toBe('key-malformed');
    expect(codeOf(() => importSigner(sealed))).toBe('key-malformed');
  });

  test('shows no secret when it is printed', () => {
    const [, body = ''] = exportSigner(signer).split('\n');
    expect(body.length).toBeGreaterThan(40);
    expect(inspect(signer, { depth: 9, showHidden: true })).not.toContain('KeyObject');
    expect(Object.keys(signer)).toEqual(['keyId', 'publicKey', 'sign']);
  });

  test('what is no key and no signature is bad, and nothing is thrown', async () => {
    const { verify } = verifierOf(algorithm);
    const signature = await signer.sign(message);
    const off = key.map((byte, i) => (i === key.length - 1 ? byte ^ 1 : byte));
    for (const other of [new Uint8Array(), key.subarray(1), off])
      expect(await verify(other, message, signature)).toBe(false);
    const padded = Uint8Array.of(...signature.subarray(0, 32), 0, ...signature.subarray(32));
    for (const other of [
      padded,
      new Uint8Array(),
      signature.subarray(1),
      new Uint8Array(64),
      new Uint8Array(64).fill(255),
    ]) {
      expect(await verify(key, message, other)).toBe(false);
    }
  });
});

test('keys of other algorithms and other texts are refused', () => {
  const pem = (key: { privateKey: import('node:crypto').KeyObject }) =>
    String(key.privateKey.export({ format: 'pem', type: 'pkcs8' }));
  expect(codeOf(() => importSigner(pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }))))).toBe('key-malformed');
  expect(codeOf(() => importSigner(pem(generateKeyPairSync('x25519'))))).toBe('key-malformed');
  expect(codeOf(() => importSigner('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n'))).toBe(
    'key-malformed',
  );
  const device = { ...generateSigner('ed25519') };
  expect(codeOf(() => exportSigner(device))).toBe('key-malformed');
});

test('a key fresh from the generator is still the trap that the known-answer test is for', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'SM2' });
  const point = formatHex(publicKey.export({ format: 'der', type: 'spki' }).subarray(-65));
  const der = createSign('sm3').update(message).sign(privateKey);
  const check = (options: object) => sm2.doVerifySignature(message, formatHex(parseDer(der)), point, options);
  expect(privateKey.asymmetricKeyType).toBe('ec');
  expect(check({ hash: true })).toBe(false);
});

test('signatures of every length of scalar pass through DER and back', () => {
  for (let zeros = 0; zeros <= 32; zeros += 1) {
    for (const first of [0x01, 0x7f, 0x80, 0xff]) {
      const scalar = new Uint8Array(32).fill(first, zeros);
      const raw = Uint8Array.of(...scalar, ...scalar.toReversed());
      expect(parseDer(formatDer(raw))).toEqual(raw);
    }
  }
  // 256 signatures hold, with near certainty, scalars with a high bit and scalars that are short.
  const signer = generateSigner('sm2');
  const key = parseHex(signer.publicKey.key);
  return Promise.all(
    Array.from({ length: 256 }, async () => {
      expect(await verifierOf('sm2').verify(key, message, await signer.sign(message))).toBe(true);
    }),
  );
});

test('an algorithm that is there by name only is refused', () => {
  expect(codeOf(() => checkAlgorithm('sm2', verifySm2))).toBe('accepted');
  expect(codeOf(() => checkAlgorithm('ed25519', verifyEd25519))).toBe('accepted');
  for (const algorithm of ['ed25519', 'sm2'] as const) {
    expect(codeOf(() => checkAlgorithm(algorithm, () => true))).toBe('algorithm-unavailable');
    expect(codeOf(() => checkAlgorithm(algorithm, () => false))).toBe('algorithm-unavailable');
  }
  expect(codeOf(() => checkAlgorithm('sm2', verifySm2, () => false))).toBe('algorithm-unavailable');
});

test('a Node may do with fewer algorithms', () => {
  expect(nodeCrypto({ algorithms: ['ed25519'] }).verifiers.map(({ algorithm }) => algorithm)).toEqual(['ed25519']);
});
