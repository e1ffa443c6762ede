import { describe, expect, test } from 'vitest';
import { keyIdOf } from '../digest.ts';
import { formatHex } from '../hex.ts';
import { verifierOf, webCrypto } from './crypto.ts';
import { refusalOf } from './sample-refusal.ts';
import { sampleSigner } from './sample-signers.ts';

const crypto = webCrypto();
const message = new TextEncoder().encode('a message');

test('a digest is SHA-256 in lower-case hex digits', async () => {
  const expected = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(await crypto.digest(new TextEncoder().encode('abc'))).toBe(expected);
});

test('the id of a key is the digest over algorithm and key', async () => {
  const publicKey = { algorithm: 'ed25519', key: 'ab'.repeat(32) };
  const bytes = new Uint8Array([...new TextEncoder().encode('ed25519\0'), ...new Uint8Array(32).fill(0xab)]);
  expect(await keyIdOf(publicKey, crypto)).toBe(await crypto.digest(bytes));
});

describe.each(['ed25519', 'sm2'] as const)('%s', (algorithm) => {
  const { verify } = crypto.verifiers.find((it) => it.algorithm === algorithm)!;
  const made = sampleSigner(9, algorithm).then(async (signer) => {
    const key = Uint8Array.from(signer.publicKey.key.match(/../g)!, (it) => Number.parseInt(it, 16));
    return { key, signature: await signer.sign(message) };
  });

  test('a good signature is good, and one changed bit makes it bad', async () => {
    const { key, signature } = await made;
    expect(signature).toHaveLength(64);
    expect(await verify(key, message, signature)).toBe(true);
    for (const at of [0, 31, 32, 63]) {
      const changed = signature.map((byte, i) => (i === at ? byte ^ 1 : byte));
      expect(await verify(key, message, changed), formatHex(changed)).toBe(false);
    }
    expect(await verify(key, message.subarray(1), signature)).toBe(false);
  });

  test('what is no key and no signature is bad, and nothing is thrown', async () => {
    const { key, signature } = await made;
    const off = key.map((byte, i) => (i === key.length - 1 ? byte ^ 1 : byte));
    for (const other of [new Uint8Array(), key.subarray(1), off, new Uint8Array(key.length)]) {
      expect(await verify(other, message, signature)).toBe(false);
    }
    const padded = Uint8Array.of(...signature.subarray(0, 32), 0, ...signature.subarray(32));
    for (const other of [
      padded,
      new Uint8Array(),
      signature.subarray(1),
      new Uint8Array(64),
      new Uint8Array(65),
      new Uint8Array(64).fill(255),
    ]) {
      expect(await verify(key, message, other)).toBe(false);
    }
  });
});

describe('an algorithm that is there by name only', () => {
  test.each([
    ['calls everything good', async () => true],
    ['calls everything bad', async () => false],
    ['fails', () => Promise.reject(new Error('broken'))],
  ])('and %s is refused', async (_, verify) => {
    const { verify: checked } = verifierOf('sm2', async () => verify);
    expect(await refusalOf(checked(message, message, message))).toBe('algorithm-unavailable');
  });

  test('is asked for again when it could not be loaded', async () => {
    let loads = 0;
    const real = crypto.verifiers.find((it) => it.algorithm === 'ed25519')!;
    const { verify } = verifierOf('ed25519', async () => {
      loads += 1;
      if (loads === 1) throw new Error('the line was bad');
      return real.verify;
    });
    expect(await refusalOf(verify(message, message, message))).toBe('algorithm-unavailable');
    expect(await verify(message, message, message)).toBe(false);
    expect(await verify(message, message, message)).toBe(false);
    expect(loads).toBe(2);
  });
});
