import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { canonicalBytes } from './canonical.ts';
import { signingInput } from './digest.ts';
import { formatHex } from './hex.ts';
import { openManifest } from './open-manifest.ts';
import { pinRoot } from './open-root.ts';
import { writeSealed } from './read-sealed.ts';
import type { Delegation } from './root.ts';
import { sealRoot } from './seal.ts';
import type { Signature, Signer } from './signature.ts';
import { refusalOf } from './web/sample-refusal.ts';
import { sampleSigner } from './web/sample-signers.ts';
import { crypto, roleOf, type SampleWorld, sampleManifest, sampleRoot, sampleWorld } from './web/sample-world.ts';

let world: SampleWorld;
let publishers: readonly Signer[];
let strangers: readonly Signer[];
beforeAll(async () => {
  world = await sampleWorld();
  publishers = [
    ...(await Promise.all([60, 61, 62].map((byte) => sampleSigner(byte)))),
    ...(await Promise.all([63, 64].map((byte) => sampleSigner(byte, 'sm2')))),
  ];
  strangers = [world.signers.maker, world.signers.head, world.signers.provinceMaker];
});

/** What one of the keys contributes. Only `good` may ever count. */
const CONTRIBUTIONS = [
  'absent',
  'good',
  'other type',
  'other manifest',
  'garbage',
  'signature of the next key',
] as const;

/** The law, written once more as simply as it can be: count distinct publishers whose contribution is good. */
function isEnough(given: readonly string[], threshold: number, required: Readonly<Record<string, number>>): boolean {
  const good = publishers.filter((_, i) => given[i] === 'good');
  const ofAlgorithm = (name: string) => good.filter(({ publicKey }) => publicKey.algorithm === name).length;
  return good.length >= threshold && Object.entries(required).every(([name, least]) => ofAlgorithm(name) >= least);
}

test('a manifest opens exactly when enough distinct publishers signed these bytes as a manifest', async () => {
  const outcomes = { accepted: 0, 'signature-insufficient': 0 };
  const contribution = fc.oneof(
    { weight: 5, arbitrary: fc.constant('good' as const) },
    fc.constantFrom(...CONTRIBUTIONS),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(contribution, { minLength: 5, maxLength: 5 }),
      fc.integer({ min: 1, max: 5 }),
      fc.record({ ed25519: fc.integer({ min: 1, max: 3 }), sm2: fc.integer({ min: 1, max: 2 }) }, { requiredKeys: [] }),
      fc.subarray([0, 1, 2]),
      async (given, threshold, required, outside) => {
        const trust = await trustIn(threshold, required);
        const manifest = sampleManifest();
        const signatures = await Promise.all(given.map((it, i) => contributed(it, i, manifest)));
        const others = await Promise.all(outside.map((i) => sign(strangers[i]!, 'manifest', manifest)));
        const sealed = writeSealed(manifest, [...signatures.flat(), ...others]);
        const outcome = await refusalOf(openManifest(sealed, trust, crypto));
        const expected = isEnough(given, threshold, required) ? 'accepted' : 'signature-insufficient';
        expect(outcome).toBe(expected);
        outcomes[expected] += 1;
      },
    ),
    { numRuns: Number(process.env['FUZZ_RUNS'] ?? 150) },
  );
  expect(outcomes.accepted).toBeGreaterThan(10);
  expect(outcomes['signature-insufficient']).toBeGreaterThan(10);
});

async function trustIn(threshold: number, required: Readonly<Record<string, number>>) {
  const [national, province] = sampleRoot(world.signers).delegations as [Delegation, Delegation];
  // The national keys stay known to the root, as urgent ones, and must not count as publishers.
  const { maker, checker, third, urgent, root1, root2 } = world.signers;
  const root = sampleRoot(world.signers, {
    keys: { ...world.root.keys, ...Object.fromEntries(publishers.map((it) => [it.keyId, it.publicKey])) },
    delegations: [
      {
        ...national,
        publisher: { ...roleOf(threshold, ...publishers), required },
        urgent: roleOf(1, maker, checker, third, urgent),
      },
      province,
    ],
  });
  return pinRoot(await sealRoot(root, [root1, root2]), crypto);
}

async function contributed(how: (typeof CONTRIBUTIONS)[number], i: number, manifest: object): Promise<Signature[]> {
  const signer = publishers[i]!;
  switch (how) {
    case 'absent':
      return [];
    case 'good':
      return [await sign(signer, 'manifest', manifest)];
    case 'other type':
      return [await sign(signer, 'head', manifest)];
    case 'other manifest':
      return [await sign(signer, 'manifest', { ...manifest, sequence: 99 })];
    case 'garbage':
      return [{ key: signer.keyId, value: '5a'.repeat(64) }];
    case 'signature of the next key': {
      const { value } = await sign(publishers[(i + 1) % publishers.length]!, 'manifest', manifest);
      return [{ key: signer.keyId, value }];
    }
  }
}

async function sign(signer: Signer, type: string, signed: unknown): Promise<Signature> {
  return { key: signer.keyId, value: formatHex(await signer.sign(signingInput(type, canonicalBytes(signed)))) };
}
