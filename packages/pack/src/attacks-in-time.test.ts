/** Every attack that the threat model names, with the code that it meets. Each has a near miss that is accepted. */
import { beforeAll, describe, expect, test } from 'vitest';
import { acceptHead, checkUrgent } from './accept.ts';
import { canonicalBytes } from './canonical.ts';
import { signingInput, verifyBlob } from './digest.ts';
import { formatHex } from './hex.ts';
import { openHead } from './open-head.ts';
import { openManifest } from './open-manifest.ts';
import { advanceRoots, pinRoot } from './open-root.ts';
import { writeSealed } from './read-sealed.ts';
import { sealHead, sealManifest, sealRoot } from './seal.ts';
import type { Signature, Signer } from './signature.ts';
import { refusalOf } from './web/sample-refusal.ts';
import {
  crypto,
  HOUR_MS,
  NOW_MS,
  openedHead,
  openedManifest,
  pointerTo,
  type SampleWorld,
  sampleHead,
  sampleManifest,
  sampleRoot,
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

describe('rollback', () => {
  test('an older head is refused, the same again and a newer one are not', async () => {
    const trust = await acceptedTrust();
    const attempt = (version: number) => refusalOf(openedHead(world, trust, { ...world.head, version }));
    expect(await attempt(4)).toBe('version-rolled-back');
    expect(await attempt(5)).toBe('accepted');
    expect(await attempt(6)).toBe('accepted');
  });

  test('an older manifest is refused although the head names it, the same again and a newer one are not', async () => {
    const trust = await acceptedTrust(10);
    const attempt = async (sequence: number) => {
      const manifest = sampleManifest({ sequence });
      const sealed = await sealManifest(manifest, [world.signers.maker, world.signers.checker]);
      return refusalOf(openManifest(sealed, trust, crypto, await pointerTo(manifest)));
    };
    expect(await attempt(9)).toBe('version-rolled-back');
    expect(await attempt(10)).toBe('accepted');
    expect(await attempt(11)).toBe('accepted');
  });

  test('an accepted sequence with other content is refused', async () => {
    const trust = await acceptedTrust(10);
    const other = sampleManifest({ issuedMs: NOW_MS + 1 });
    expect(await refusalOf(openedManifest(world, trust, other))).toBe('version-rolled-back');
    expect(await refusalOf(openedManifest(world, world.trust, other))).toBe('accepted');
  });

  test('an older urgent manifest is refused; the regular one under a lapsed one is not', async () => {
    const { regular, urgent, trust } = world;
    const later = { ...urgent, sequence: 14 };
    const head = await openedHead(world, trust, await sampleHead([regular], later));
    const opened = await Promise.all([regular, later].map((it) => openedManifest(world, trust, it)));
    const accepted = acceptHead(trust, head, opened);
    expect(await refusalOf(openedManifest(world, accepted, urgent))).toBe('version-rolled-back');
    expect(await refusalOf(openedManifest(world, accepted, later))).toBe('accepted');
    expect(await refusalOf(openedManifest(world, accepted, regular))).toBe('accepted');
  });

  test('an older root is refused', async () => {
    const { signers, trust, sealedRoot } = world;
    const second = await sealRoot(sampleRoot(signers, { version: 2 }), [signers.root1, signers.root2]);
    const advanced = await advanceRoots(trust, [second], crypto);
    expect(advanced.root.version).toBe(2);
    expect(await refusalOf(advanceRoots(advanced, [sealedRoot], crypto))).toBe('version-rolled-back');
    const other = await sealRoot(sampleRoot(signers, { version: 2, headEpoch: 1 }), [signers.root1, signers.root2]);
    expect(await refusalOf(advanceRoots(advanced, [other], crypto))).toBe('version-rolled-back');
    expect(await advanceRoots(advanced, [second], crypto)).toEqual(advanced);
  });

  test('a root is not skipped', async () => {
    const { signers, trust } = world;
    const signing = [signers.root1, signers.root2];
    const [second, third] = await Promise.all(
      [2, 3].map((version) => sealRoot(sampleRoot(signers, { version }), signing)),
    );
    expect(await refusalOf(advanceRoots(trust, [third!], crypto))).toBe('root-skipped');
    expect((await advanceRoots(trust, [second!, third!], crypto)).root.version).toBe(3);
  });
});

describe('freeze', () => {
  test('a head whose day is over is refused as new, and opens as what the client has already', async () => {
    const sealed = await sealHead(world.head, [world.signers.head]);
    const open = (nowMs: number, allowExpired = false) =>
      refusalOf(openHead(sealed, world.trust, crypto, { nowMs, allowExpired }));
    expect(await open(world.head.expiresMs - 1)).toBe('accepted');
    expect(await open(world.head.expiresMs)).toBe('head-expired');
    expect(await open(world.head.expiresMs + 900 * HOUR_MS, true)).toBe('accepted');
  });

  test('a head cannot be made to live longer than a day', async () => {
    const expiresMs = NOW_MS + 24 * HOUR_MS + 1;
    expect(await refusalOf(sealHead({ ...world.head, expiresMs }, [world.signers.head]))).toBe('time-implausible');
    const forged = { ...world.head, expiresMs };
    const sealed = writeSealed(forged, [await signatureOf(world.signers.head, 'head', forged)]);
    expect(await refusalOf(openHead(sealed, world.trust, crypto, { nowMs: NOW_MS }))).toBe('time-implausible');
  });

  test('a new client does not start from a root whose time is over', async () => {
    const { expiresMs } = world.root;
    expect(await refusalOf(pinRoot(world.sealedRoot, crypto, expiresMs))).toBe('root-expired');
    expect(await refusalOf(pinRoot(world.sealedRoot, crypto, expiresMs - 1))).toBe('accepted');
  });
});

describe('a root whose time is over', () => {
  test('vouches for no head that was signed after it, nor for one of its last day once it is over', async () => {
    const { expiresMs } = world.root;
    const attempt = (issuedMs: number, nowMs = issuedMs) =>
      refusalOf(openedHead(world, world.trust, { ...world.head, issuedMs, expiresMs: issuedMs + HOUR_MS }, nowMs));
    expect(await attempt(expiresMs)).toBe('root-expired');
    expect(await attempt(expiresMs - 1)).toBe('accepted');
    const next = { ...sampleRoot(world.signers), version: 2, expiresMs: expiresMs + HOUR_MS };
    const { root1, root2 } = world.signers;
    const trust = await advanceRoots(world.trust, [await sealRoot(next, [root1, root2])], crypto);
    const issuedMs = expiresMs;
    const head = { ...world.head, issuedMs, expiresMs: issuedMs + HOUR_MS };
    expect(await refusalOf(openedHead(world, trust, head, issuedMs))).toBe('accepted');
  });
});

describe('a layer left out', () => {
  test('a head that names one layer less is refused, unless it is of another place', async () => {
    const trust = await acceptedTrust();
    const provincial = sampleManifest({ layer: 'cn/33' });
    const both = await sampleHead([sampleManifest(), provincial], undefined, { version: 6 });
    const accepted = acceptHead(trust, await openedHead(world, trust, both), [
      await openedManifest(world, trust, provincial),
    ]);
    const attempt = async (...layers: Parameters<typeof sampleHead>[0][number][]) =>
      refusalOf(openedHead(world, accepted, await sampleHead(layers, undefined, { version: 7 })));
    expect(await attempt(sampleManifest({ sequence: 12 }))).toBe('layer-dropped');
    expect(await attempt(provincial)).toBe('layer-dropped');
    expect(await attempt()).toBe('layer-dropped');
    expect(await attempt(sampleManifest({ sequence: 12 }), provincial)).toBe('accepted');
    const elsewhere = await sampleHead([sampleManifest()], undefined, { scope: 'cn/34/h1', version: 7 });
    expect(await refusalOf(openedHead(world, accepted, elsewhere))).toBe('accepted');
  });

  test('it ends when the root delegates it no more', async () => {
    const trust = await acceptedTrust();
    const { provinceMaker, provinceChecker, root1, root2 } = world.signers;
    const keys = Object.fromEntries(
      Object.entries(world.root.keys).filter(
        ([id]) =>
          [world.root.root, world.root.head].some((role) => role.keys.includes(id)) ||
          [provinceMaker, provinceChecker].some(({ keyId }) => keyId === id),
      ),
    );
    const next = sampleRoot(world.signers, { version: 2, keys, delegations: world.root.delegations.slice(1) });
    const advanced = await advanceRoots(trust, [await sealRoot(next, [root1, root2])], crypto);
    const head = await sampleHead([], undefined, { version: 7 });
    expect(await refusalOf(openedHead(world, trust, head))).toBe('layer-dropped');
    expect(await refusalOf(openedHead(world, advanced, head))).toBe('accepted');
  });
});

describe('fast-forward', () => {
  test('a head from the far future is refused', async () => {
    const attempt = (ms: number) =>
      refusalOf(openedHead(world, world.trust, { ...world.head, issuedMs: NOW_MS + ms, expiresMs: NOW_MS + ms + 1 }));
    expect(await attempt(24 * HOUR_MS + 1)).toBe('time-implausible');
    expect(await attempt(24 * HOUR_MS)).toBe('accepted');
  });

  test('a version beyond counting is refused', async () => {
    const forged = { ...world.head, version: 2 ** 48 + 1 };
    const sealed = writeSealed(forged, [await signatureOf(world.signers.head, 'head', forged)]);
    expect(await refusalOf(openHead(sealed, world.trust, crypto, { nowMs: NOW_MS }))).toBe('field-malformed');
  });

  test('an absurd head version is undone by a raised epoch, and by nothing else', async () => {
    const { signers, trust, head } = world;
    const stolen = acceptHead(trust, await openedHead(world, trust, { ...head, version: 2 ** 48 }), []);
    expect(await refusalOf(openedHead(world, stolen, head))).toBe('version-rolled-back');
    const signing = [signers.root1, signers.root2];
    const same = await sealRoot(sampleRoot(signers, { version: 2 }), signing);
    const kept = await advanceRoots(stolen, [same], crypto);
    expect(await refusalOf(openedHead(world, kept, head))).toBe('version-rolled-back');
    const raised = await sealRoot(sampleRoot(signers, { version: 2, headEpoch: 1 }), signing);
    const recovered = await advanceRoots(stolen, [raised], crypto);
    expect(await refusalOf(openedHead(world, recovered, { ...head, epoch: 1 }))).toBe('accepted');
    expect(await refusalOf(openedHead(world, recovered, { ...head, version: 2 ** 48 }))).toBe('epoch-mismatched');
  });

  test('a lowered epoch does not make older heads new', async () => {
    const { signers, trust, head } = world;
    const rootOf = (version: number, headEpoch: number) =>
      sealRoot(sampleRoot(signers, { version, headEpoch }), [signers.root1, signers.root2]);
    const raised = await advanceRoots(trust, [await rootOf(2, 1)], crypto);
    const accepted = acceptHead(raised, await openedHead(world, raised, { ...head, epoch: 1, version: 9 }), []);
    const lowered = await advanceRoots(accepted, [await rootOf(3, 0)], crypto);
    expect(await refusalOf(openedHead(world, lowered, { ...head, version: 8 }))).toBe('version-rolled-back');
    expect(await refusalOf(openedHead(world, lowered, { ...head, version: 9 }))).toBe('accepted');
  });

  test('who stole the head key can name only what publishers signed', async () => {
    const forged = sampleManifest({ sequence: 2 ** 48 });
    const sealed = await sealManifest(forged, [world.signers.head]);
    const pointer = await pointerTo(forged);
    expect(await refusalOf(openManifest(sealed, world.trust, crypto, pointer))).toBe('signature-insufficient');
  });
});

describe('mix-and-match', () => {
  test('a manifest that the head does not name is refused, however well signed', async () => {
    const { trust, regular, signers } = world;
    const named = await pointerTo(regular);
    const attempt = async (manifest: typeof regular) =>
      refusalOf(openManifest(await sealManifest(manifest, [signers.maker, signers.checker]), trust, crypto, named));
    expect(await attempt({ ...regular, sequence: 11 })).toBe('manifest-unexpected');
    expect(await attempt({ ...regular, issuedMs: NOW_MS - 1 })).toBe('manifest-unexpected');
    expect(await attempt(regular)).toBe('accepted');
  });

  test('manifests of two heads are not accepted together', async () => {
    const { trust, regular } = world;
    const province = sampleManifest({ layer: 'cn/33', sequence: 3 });
    const head = await openedHead(world, trust, await sampleHead([regular, province]));
    const other = await openedManifest(world, trust, { ...regular, sequence: 12 });
    const [national, provincial] = await Promise.all([regular, province].map((it) => openedManifest(world, trust, it)));
    expect(() => acceptHead(trust, head, [other, provincial!])).toThrow(/manifest unexpected/);
    expect(() => acceptHead(trust, head, [national!, national!])).toThrow(/manifest unexpected/);
    expect(Object.keys(acceptHead(trust, head, [national!, provincial!]).sequences)).toEqual(['cn', 'cn/33']);
  });

  test('an urgent manifest does not lie on another base', async () => {
    const { trust, regular, urgent } = world;
    const base = await openedManifest(world, trust, regular);
    const on = async (change: object) =>
      refusalOf(openedManifest(world, trust, { ...urgent, ...change }).then((it) => checkUrgent(it, base)));
    expect(await on({})).toBe('accepted');
    expect(await on({ base: 'c'.repeat(64) })).toBe('manifest-unexpected');
    expect(await on({ sequence: 10 })).toBe('manifest-unexpected');
    expect(await on({ sequence: 9 })).toBe('manifest-unexpected');
    expect(await on({ layer: 'cn/44' })).toBe('manifest-unexpected');
    const urgentBase = await openedManifest(world, trust, urgent);
    const above = await openedManifest(world, trust, { ...urgent, base: urgentBase.digest, sequence: 12 });
    expect(() => checkUrgent(above, urgentBase)).toThrow(/manifest unexpected/);
    expect(() => checkUrgent(base, base)).toThrow(/manifest unexpected/);
  });

  test('a head of another place is none of this one', async () => {
    const sealed = await sealHead(world.head, [world.signers.head]);
    const open = (scope: string) => refusalOf(openHead(sealed, world.trust, crypto, { nowMs: NOW_MS, scope }));
    expect(await open('cn/33/h2')).toBe('type-mismatched');
    expect(await open('cn/33/h1')).toBe('accepted');
  });
});

describe('endless data', () => {
  test('a sealed object is not looked at beyond its bytes', async () => {
    expect(await refusalOf(openManifest(new Uint8Array(262_145), world.trust, crypto))).toBe('bytes-excessive');
  });

  test('roots are not followed without end', async () => {
    const sealed = Array.from({ length: 257 }, () => world.sealedRoot);
    expect(await refusalOf(advanceRoots(world.trust, sealed, crypto))).toBe('bytes-excessive');
    expect(await refusalOf(advanceRoots(world.trust, sealed.slice(1), crypto))).toBe('accepted');
  });

  test('a blob is not digested beyond its announced length', async () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const digest = await crypto.digest(bytes);
    const never = { ...crypto, digest: () => Promise.reject(new Error('digested')) };
    expect(await refusalOf(verifyBlob(bytes, { digest, bytes: 2 }, never))).toBe('digest-mismatched');
    expect(await refusalOf(verifyBlob(bytes, { digest: 'a'.repeat(64), bytes: 3 }, crypto))).toBe('digest-mismatched');
    expect(await refusalOf(verifyBlob(bytes, { digest, bytes: 3 }, crypto))).toBe('accepted');
  });

  test('no more signatures are verified than an object may have', async () => {
    const value = 'ab'.repeat(64);
    const many = Array.from({ length: 17 }, (_, i) => ({ key: i.toString(16).padStart(64, '0'), value }));
    const attempt = (signatures: readonly Signature[]) =>
      refusalOf(openManifest(writeSealed(world.regular, signatures), world.trust, crypto));
    expect(await attempt(many)).toBe('object-malformed');
    expect(await attempt(many.slice(1))).toBe('signature-insufficient');
  });
});
