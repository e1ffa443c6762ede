import { canonicalBytes, keyIdOf, openHead, openManifest, packDigest, parseCanonical, pinRoot } from '@forecheck/pack';
import { webCrypto } from '@forecheck/pack/web';
import { describe, expect, test } from 'vitest';
import { answerOf, CANONICAL, formatHex, KEYS, onlyOf, parseHex, SEALED } from './pack-cases.ts';

const crypto = webCrypto();
const page = onlyOf(
  import.meta.glob<string>('../../docs/pack-format.md', { eager: true, query: '?raw', import: 'default' }),
);

describe('canonical bytes, version 1', () => {
  test.each(CANONICAL.accepted)('accepted: $name', ({ value, hex }) => {
    expect(formatHex(canonicalBytes(value))).toBe(hex);
    expect(parseCanonical(parseHex(hex))).toEqual(value);
  });

  test.each(CANONICAL.refused)('refused: $name', ({ hex }) => {
    expect(() => parseCanonical(parseHex(hex))).toThrow(expect.objectContaining({ code: 'object-malformed' }));
  });
});

describe('keys and signatures, version 1', () => {
  test.each(Object.entries(KEYS.keys))('%s has its id', async (_, { algorithm, key, keyId }) => {
    expect(await keyIdOf({ algorithm, key }, crypto)).toBe(keyId);
  });

  test.each(KEYS.signatures)('$name: $isGood', async ({ algorithm, publicKey, message, signature, isGood }) => {
    const verifier = crypto.verifiers.find((it) => it.algorithm === algorithm);
    expect(await verifier?.verify(parseHex(publicKey), parseHex(message), parseHex(signature))).toBe(isGood);
  });
});

describe('sealed objects, version 1', () => {
  test.each(SEALED.cases)('$name', async (given) => {
    expect(await answerOf(given, crypto)).toEqual(given.expect);
  });
});

describe('the specification', () => {
  const [root, manifest, head] = [...page.matchAll(/```text\n(\{"signatures".*?)```/gs)].map(([, wrapped]) =>
    new TextEncoder().encode(wrapped!.replaceAll('\n', '')),
  );
  /** Digests of the worked example, by the name in the first column. */
  const named = Object.fromEntries(
    [...page.matchAll(/^\| ([a-z ]+) \| .*?`([0-9a-f]{64})` \|$/gm)].map(([, name, digest]) => [name, digest]),
  );

  test('shows a root, a manifest and a head that open', async () => {
    const trust = await pinRoot(root!, crypto);
    const opened = await openHead(head!, trust, crypto, { nowMs: trust.root.issuedMs });
    const [national] = opened.head.layers;
    const { digest } = await openManifest(manifest!, trust, crypto, national!.current);
    expect({
      root: trust.rootDigest,
      manifest: digest,
      head: opened.digest,
      pack: await packDigest([digest], crypto),
    }).toEqual({ root: named['root'], manifest: named['manifest'], head: named['head'], pack: named['pack'] });
    expect(national!.current.bytes).toBe(manifest!.length);
  });

  test('shows the ids of the keys', async () => {
    const trust = await pinRoot(root!, crypto);
    const ids = ['root key', 'head key', 'maker key', 'checker key'].map((name) => named[name]);
    expect(Object.keys(trust.root.keys).sort()).toEqual([...ids].sort());
  });

  test('shows the first bytes of what is signed', async () => {
    const [, hex = ''] = /^([0-9a-f]{2}(?: [0-9a-f]{2})+)$/m.exec(page) ?? [];
    const { signed } = parseCanonical(manifest!) as { readonly signed: unknown };
    const prefix = [...new TextEncoder().encode('forecheck/1/manifest\0')];
    const input = formatHex(Uint8Array.from([...prefix, ...canonicalBytes(signed)]));
    expect(hex.length).toBeGreaterThan(60);
    expect(input.startsWith(hex.replaceAll(' ', ''))).toBe(true);
  });
});
