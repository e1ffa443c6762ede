/** Every attack that the threat model names, with the code that it meets. Each has a near miss that is accepted. */
import { beforeAll, describe, expect, test } from 'vitest';
import { acceptHead } from './accept.ts';
import { canonicalBytes, parseCanonical } from './canonical.ts';
import { keyIdOf, signingInput } from './digest.ts';
import { PackError } from './error.ts';
import { formatHex } from './hex.ts';
import { openHead } from './open-head.ts';
import { openManifest } from './open-manifest.ts';
import { advanceRoots, pinRoot } from './open-root.ts';
import { writeSealed } from './read-sealed.ts';
import { addSignature, sealHead, sealManifest, sealRoot } from './seal.ts';
import type { Signature, Signer } from './signature.ts';
import { refusalOf } from './web/sample-refusal.ts';
import { sampleSigner } from './web/sample-signers.ts';
import {
  crypto,
  digestOf,
  HOUR_MS,
  NOW_MS,
  openedHead,
  openedManifest,
  roleOf,
  type SampleWorld,
  sampleHead,
  sampleManifest,
  sampleRoot,
  sampleUrgent,
  sampleWorld,
} from './web/sample-world.ts';

let world: SampleWorld;
beforeAll(async () => {
  world = await sampleWorld();
});

/** A head opened and accepted together with its national manifest. */
async function acceptedTrust(sequence = 10) {
  const manifest = sampleManifest({ sequence });
  const head = await sampleHead([manifest]);
  return acceptHead(world.trust, await openedHead(world, world.trust, head), [
    await openedManifest(world, world.trust, manifest),
  ]);
}

const signatureOf = async (signer: Signer, type: string, signed: unknown): Promise<Signature> => ({
  key: signer.keyId,
  value: formatHex(await signer.sign(signingInput(type, canonicalBytes(signed)))),
});

describe('key compromise below the threshold', () => {
  test('one publisher alone publishes nothing, any two of three do', async () => {
    const { maker, checker, third } = world.signers;
    const attempt = async (...signing: Signer[]) =>
      refusalOf(openManifest(await sealManifest(world.regular, signing), world.trust, crypto));
    expect(await attempt()).toBe('signature-insufficient');
    expect(await attempt(maker)).toBe('signature-insufficient');
    expect(await attempt(maker, maker)).toBe('signature-insufficient');
    expect(await attempt(maker, checker)).toBe('accepted');
    expect(await attempt(third, checker)).toBe('accepted');
    expect(await attempt(maker, checker, third)).toBe('accepted');
  });

  test('a new root needs the old threshold and its own', async () => {
    const { root1, root2, root3, stranger } = world.signers;
    const fresh = await sampleSigner(99);
    const root = sampleRoot(world.signers, {
      version: 2,
      keys: { ...world.root.keys, [stranger.keyId]: stranger.publicKey, [fresh.keyId]: fresh.publicKey },
      root: roleOf(2, root3, stranger, fresh),
    });
    // A key of the root that no role names any more would be refused by itself.
    const { [root1.keyId]: _, [root2.keyId]: __, ...keys } = root.keys;
    const attempt = async (...signing: Signer[]) =>
      refusalOf(sealRoot({ ...root, keys }, signing).then((it) => advanceRoots(world.trust, [it], crypto)));
    expect(await attempt(root1, root2)).toBe('signature-insufficient');
    expect(await attempt(stranger, fresh)).toBe('signature-insufficient');
    expect(await attempt(root3, stranger)).toBe('signature-insufficient');
    expect(await attempt(root1, root3, stranger)).toBe('accepted');
  });

  test('a key that the next root leaves out signs nothing any more', async () => {
    const { signers, trust, regular } = world;
    const { maker, checker, third, root1, root2, urgent } = signers;
    const [national, ...others] = sampleRoot(signers).delegations;
    const { [maker.keyId]: _, ...keys } = world.root.keys;
    const root = sampleRoot(signers, {
      version: 2,
      keys,
      delegations: [{ ...national!, publisher: roleOf(2, checker, third), urgent: roleOf(1, urgent) }, ...others],
    });
    const advanced = await advanceRoots(trust, [await sealRoot(root, [root1, root2])], crypto);
    const attempt = async (...signing: Signer[]) =>
      refusalOf(openManifest(await sealManifest(regular, signing), advanced, crypto));
    expect(await attempt(maker, checker)).toBe('signature-insufficient');
    expect(await attempt(checker, third)).toBe('accepted');
  });

  test('a changed byte spoils every signature', async () => {
    const sealed = await sealManifest(world.regular, [world.signers.maker, world.signers.checker]);
    const { signatures } = parseCanonical(sealed) as { signatures: Signature[] };
    const changed = writeSealed({ ...world.regular, sequence: 11 }, signatures);
    expect(await refusalOf(openManifest(changed, world.trust, crypto))).toBe('signature-insufficient');
  });
});

describe('wrong role', () => {
  test('keys of one role do not sign for another', async () => {
    const { root1, root2, head, urgent, maker, checker, provinceMaker, provinceChecker } = world.signers;
    const attempt = async (...signing: Signer[]) =>
      refusalOf(openManifest(await sealManifest(world.regular, signing), world.trust, crypto));
    expect(await attempt(root1, root2)).toBe('signature-insufficient');
    expect(await attempt(head, urgent)).toBe('signature-insufficient');
    expect(await attempt(maker, urgent)).toBe('signature-insufficient');
    expect(await attempt(provinceMaker, provinceChecker)).toBe('signature-insufficient');
    const sealed = await sealHead(world.head, [maker, checker, urgent]);
    expect(await refusalOf(openHead(sealed, world.trust, crypto, { nowMs: NOW_MS }))).toBe('signature-insufficient');
  });

  test('urgent keys sign no regular manifest, and publishers no urgent one', async () => {
    const { urgent: key, maker, checker } = world.signers;
    const attempt = async (manifest: typeof world.regular | typeof world.urgent, ...signing: Signer[]) =>
      refusalOf(openManifest(await sealManifest(manifest, signing), world.trust, crypto));
    expect(await attempt(world.regular, key)).toBe('signature-insufficient');
    expect(await attempt(world.urgent, maker, checker)).toBe('signature-insufficient');
    expect(await attempt(world.urgent, key)).toBe('accepted');
  });

  test('one object does not pass for another', async () => {
    const { signers, trust, regular, head } = world;
    const sealed = await sealManifest(regular, [signers.maker, signers.checker]);
    expect(await refusalOf(openHead(sealed, trust, crypto, { nowMs: NOW_MS }))).toBe('type-mismatched');
    expect(await refusalOf(pinRoot(sealed, crypto))).toBe('type-mismatched');
    expect(await refusalOf(openManifest(await sealHead(head, [signers.head]), trust, crypto))).toBe('type-mismatched');
  });
});

describe('algorithm downgrade', () => {
  test('a required algorithm that is missing fails, whatever the others say', async () => {
    const { signers, regular } = world;
    const { maker, checker, root1, root2 } = signers;
    const sm2 = await sampleSigner(50, 'sm2');
    const root = sampleRoot(signers, {
      keys: { ...world.root.keys, [sm2.keyId]: sm2.publicKey },
      delegations: [
        {
          prefix: 'cn',
          publisher: { ...roleOf(2, maker, checker, sm2, signers.third), required: { sm2: 1 } },
          urgent: roleOf(1, signers.urgent),
          epoch: 0,
        },
        sampleRoot(signers).delegations[1]!,
      ],
    });
    const trust = await pinRoot(await sealRoot(root, [root1, root2]), crypto);
    const attempt = async (...signing: Signer[]) =>
      refusalOf(openManifest(await sealManifest(regular, signing), trust, crypto));
    expect(await attempt(maker, checker, signers.third)).toBe('signature-insufficient');
    expect(await attempt(sm2)).toBe('signature-insufficient');
    expect(await attempt(maker, sm2)).toBe('accepted');
    const sealed = await sealManifest(regular, [maker, checker, sm2]);
    const withoutSm2 = { ...crypto, verifiers: crypto.verifiers.filter(({ algorithm }) => algorithm !== 'sm2') };
    expect(await refusalOf(openManifest(sealed, trust, withoutSm2))).toBe('signature-insufficient');
    expect(await refusalOf(openManifest(sealed, trust, crypto))).toBe('accepted');
  });

  test('an algorithm that fails here is told when it is missed, and only then', async () => {
    const { signers, trust, regular } = world;
    const { maker, checker, third } = signers;
    const broken = {
      ...crypto,
      verifiers: [
        {
          algorithm: 'ed25519',
          async verify(...parts: readonly [Uint8Array, Uint8Array, Uint8Array]): Promise<boolean> {
            if (formatHex(parts[0]) === third.publicKey.key) throw new PackError('algorithm-unavailable', 'not here');
            return crypto.verifiers[0]!.verify(...parts);
          },
        },
      ],
    };
    const attempt = async (...signing: Signer[]) =>
      refusalOf(openManifest(await sealManifest(regular, signing), trust, broken));
    expect(await attempt(maker, third)).toBe('algorithm-unavailable');
    expect(await attempt(maker)).toBe('signature-insufficient');
    expect(await attempt(maker, checker, third)).toBe('accepted');
  });

  test('an algorithm that nobody knows is not counted, and does no harm', async () => {
    const { signers, regular } = world;
    const [national, province] = sampleRoot(signers).delegations;
    const publicKey = { algorithm: 'hybrid-2040', key: '00'.repeat(1952) };
    const keyId: string = await crypto.digest(new TextEncoder().encode(`hybrid-2040\0${'\0'.repeat(1952)}`));
    const future: Signer = { keyId, publicKey, sign: async () => new Uint8Array(3309) };
    const publisher = roleOf(2, signers.maker, signers.checker, signers.third, future);
    const root = sampleRoot(signers, {
      keys: { ...world.root.keys, [keyId]: publicKey },
      delegations: [{ ...national!, publisher }, province!],
    });
    const trust = await pinRoot(await sealRoot(root, [signers.root1, signers.root2]), crypto);
    const attempt = async (...signing: Signer[]) =>
      refusalOf(openManifest(await sealManifest(regular, signing), trust, crypto));
    expect(await attempt(signers.maker, future)).toBe('signature-insufficient');
    expect(await attempt(signers.maker, future, signers.checker)).toBe('accepted');
  });

  test.each(['constructor', 'hybrid-2041'])('an algorithm named `%s` is one that nobody knows', async (algorithm) => {
    const { head, root1, root2 } = world.signers;
    const publicKey = { algorithm, key: '00' };
    const id = await keyIdOf(publicKey, crypto);
    const root = sampleRoot(world.signers, {
      version: 2,
      keys: { ...world.root.keys, [id]: publicKey },
      head: { keys: [head.keyId, id].sort(), threshold: 1 },
    });
    const advanced = await advanceRoots(world.trust, [await sealRoot(root, [root1, root2])], crypto);
    expect(advanced.root.version).toBe(2);
    expect(await refusalOf(openHead(await sealHead(world.head, [head]), advanced, crypto, { nowMs: NOW_MS }))).toBe(
      'accepted',
    );
  });
});

describe('cross-type reuse of a signature', () => {
  test('what was signed under one type says nothing under another', async () => {
    const { trust, regular, signers } = world;
    const as = async (type: string) => {
      const signatures = [signers.maker, signers.checker].map((signer) => signatureOf(signer, type, regular));
      return refusalOf(openManifest(writeSealed(regular, await Promise.all(signatures)), trust, crypto));
    };
    expect(await as('head')).toBe('signature-insufficient');
    expect(await as('root')).toBe('signature-insufficient');
    expect(await as('')).toBe('signature-insufficient');
    expect(await as('manifest')).toBe('accepted');
  });
});

describe('duplicate key ids', () => {
  test('one key does not sign twice', async () => {
    const { maker } = world.signers;
    const signature = await signatureOf(maker, 'manifest', world.regular);
    const bytes = writeSealed(world.regular, [signature, signature]);
    expect(await refusalOf(openManifest(bytes, world.trust, crypto))).toBe('object-malformed');
    const again = await addSignature(await sealManifest(world.regular, [maker]), maker);
    expect(await refusalOf(openManifest(again, world.trust, crypto))).toBe('signature-insufficient');
  });

  test('one key does not pass under two ids', async () => {
    const { signers } = world;
    const alias = { ...signers.maker, keyId: 'd'.repeat(64) };
    const [national, province] = sampleRoot(signers).delegations;
    const { [signers.checker.keyId]: _, ...keys } = world.root.keys;
    const root = sampleRoot(signers, {
      keys: { ...keys, [alias.keyId]: alias.publicKey },
      delegations: [{ ...national!, publisher: roleOf(2, signers.maker, alias, signers.third) }, province!],
    });
    expect(await refusalOf(pinRoot(await sealRoot(root, [signers.root1, signers.root2]), crypto))).toBe(
      'key-malformed',
    );
  });

  test('a role does not name one key twice', async () => {
    const { signers } = world;
    const { head } = signers;
    const root = sampleRoot(signers, { head: roleOf(2, head, head) });
    expect(await refusalOf(sealRoot(root, [signers.root1, signers.root2]))).toBe('field-malformed');
  });
});

describe('non-canonical bytes', () => {
  test('a second spelling of a good object is refused', async () => {
    const sealed = await sealManifest(world.regular, [world.signers.maker, world.signers.checker]);
    const text = new TextDecoder().decode(sealed);
    const attempt = (changed: string) =>
      refusalOf(openManifest(new TextEncoder().encode(changed), world.trust, crypto));
    expect(await attempt(text)).toBe('accepted');
    expect(await attempt(`${text}\n`)).toBe('object-malformed');
    expect(await attempt(text.replace('"sequence":10', '"sequence":1e1'))).toBe('object-malformed');
    expect(await attempt(text.replace('"sequence":10', '"sequence":9,"sequence":10'))).toBe('object-malformed');
  });

  test('what nobody reads does not travel along', async () => {
    const { maker, checker } = world.signers;
    const padded = { ...world.regular, note: 'x' };
    const signatures = await Promise.all([maker, checker].map((it) => signatureOf(it, 'manifest', padded)));
    expect(await refusalOf(openManifest(writeSealed(padded, signatures), world.trust, crypto))).toBe('field-malformed');
    const sealed = canonicalBytes({ signatures: [], signed: world.regular, note: 'x' });
    expect(await refusalOf(openManifest(sealed, world.trust, crypto))).toBe('object-malformed');
  });
});

describe('urgent beyond limits', () => {
  test.each([
    ['51 rows', { segments: [{ digest: 'b'.repeat(64), bytes: 300, rows: 51, format: 1 }] }],
    ['two segments', { segments: ['b', 'c'].map((it) => ({ digest: it.repeat(64), bytes: 9, rows: 1, format: 1 })) }],
    ['no segment', { segments: [] }],
    ['longer than 7 days', { lapsesMs: NOW_MS + 7 * 24 * HOUR_MS + 1 }],
    ['a life that ended before it began', { lapsesMs: NOW_MS }],
  ])('%s', async (_, change) => {
    const forged = { ...sampleUrgent(await digestOf(world.regular)), ...change };
    const sealed = writeSealed(forged, [await signatureOf(world.signers.urgent, 'manifest', forged)]);
    expect(await refusalOf(openManifest(sealed, world.trust, crypto))).toBe('urgent-excessive');
  });

  test('50 rows in one segment for 7 days are accepted', async () => {
    const urgent = sampleUrgent('e'.repeat(64), {
      segments: [{ digest: 'b'.repeat(64), bytes: 300, rows: 50, format: 1 }],
      lapsesMs: NOW_MS + 7 * 24 * HOUR_MS,
    });
    expect(await refusalOf(openedManifest(world, world.trust, urgent))).toBe('accepted');
  });

  test('a layer without urgent keys has no urgent manifests', async () => {
    const urgent = sampleUrgent('e'.repeat(64), { layer: 'cn/33' });
    expect(await refusalOf(openedManifest(world, world.trust, urgent))).toBe('layer-undelegated');
  });
});

describe('a layer outside its delegation', () => {
  test('who publishes for a province publishes for nothing beside or above it', async () => {
    const { provinceMaker, provinceChecker, maker, checker } = world.signers;
    const attempt = async (layer: string, ...signing: Signer[]) =>
      refusalOf(openManifest(await sealManifest(sampleManifest({ layer }), signing), world.trust, crypto));
    expect(await attempt('cn/33', provinceMaker, provinceChecker)).toBe('accepted');
    expect(await attempt('cn/33/3301', provinceMaker, provinceChecker)).toBe('accepted');
    expect(await attempt('cn', provinceMaker, provinceChecker)).toBe('signature-insufficient');
    expect(await attempt('cn/44', provinceMaker, provinceChecker)).toBe('signature-insufficient');
    expect(await attempt('cn/330', provinceMaker, provinceChecker)).toBe('signature-insufficient');
    expect(await attempt('cn/33', maker, checker)).toBe('signature-insufficient');
    expect(await attempt('cn/44', maker, checker)).toBe('accepted');
    expect(await attempt('xx', maker, checker)).toBe('layer-undelegated');
    expect(await attempt('cnx', maker, checker)).toBe('layer-undelegated');
  });

  test('a head names no layer off the way to its scope, and none twice', async () => {
    const [national] = world.head.layers;
    const attempt = (...layers: string[]) =>
      refusalOf(
        openedHead(world, world.trust, { ...world.head, layers: layers.map((layer) => ({ ...national!, layer })) }),
      );
    expect(await attempt('cn', 'cn/33', 'cn/33/h1')).toBe('accepted');
    expect(await attempt('cn', 'cn/33/h1')).toBe('accepted');
    expect(await attempt()).toBe('accepted');
    expect(await attempt('cn', 'cn')).toBe('field-malformed');
    expect(await attempt('cn/33', 'cn')).toBe('field-malformed');
    expect(await attempt('cn', 'cn/44')).toBe('field-malformed');
    expect(await attempt('cn', 'cn/33/h1/ward')).toBe('field-malformed');
    expect(await attempt('cn', 'cn/33/h1', 'cn/33')).toBe('field-malformed');
  });
});

describe('epoch games', () => {
  test('a manifest or head of another epoch than the root says is refused', async () => {
    const { trust, regular, head } = world;
    expect(await refusalOf(openedManifest(world, trust, { ...regular, epoch: 1 }))).toBe('epoch-mismatched');
    expect(await refusalOf(openedHead(world, trust, { ...head, epoch: 1 }))).toBe('epoch-mismatched');
  });

  test('a raised epoch lets sequences begin again; going back to the old one does not', async () => {
    const { signers } = world;
    const accepted = await acceptedTrust(40);
    const [national, province] = sampleRoot(signers).delegations;
    const rootOf = (version: number, epoch: number) =>
      sealRoot(sampleRoot(signers, { version, delegations: [{ ...national!, epoch }, province!] }), [
        signers.root1,
        signers.root2,
      ]);
    const raised = await advanceRoots(accepted, [await rootOf(2, 1)], crypto);
    const anew = sampleManifest({ epoch: 1, sequence: 1 });
    expect(await refusalOf(openedManifest(world, raised, anew))).toBe('accepted');
    expect(await refusalOf(openedManifest(world, raised, sampleManifest({ sequence: 41 })))).toBe('epoch-mismatched');
    const head = await openedHead(world, raised, await sampleHead([anew], undefined, { version: 6 }));
    const restarted = acceptHead(raised, head, [await openedManifest(world, raised, anew)]);
    const lowered = await advanceRoots(restarted, [await rootOf(3, 0)], crypto);
    expect(await refusalOf(openedManifest(world, lowered, sampleManifest({ sequence: 41 })))).toBe(
      'version-rolled-back',
    );
  });
});
