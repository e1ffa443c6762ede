import { beforeAll, describe, expect, test } from 'vitest';
import { acceptHead } from './accept.ts';
import { parseCanonical } from './canonical.ts';
import { checkCoreVersion } from './check-core-version.ts';
import { packDigest } from './digest.ts';
import { openManifest } from './open-manifest.ts';
import { parseTrust } from './parse-trust.ts';
import { readSealed } from './read-sealed.ts';
import { addSignature, sealHead, sealManifest, sealRoot } from './seal.ts';
import { codeOf, refusalOf } from './web/sample-refusal.ts';
import {
  crypto,
  digestOf,
  NOW_MS,
  openedHead,
  openedManifest,
  roleOf,
  type SampleWorld,
  sampleManifest,
  sampleRoot,
  sampleWorld,
} from './web/sample-world.ts';

let world: SampleWorld;
beforeAll(async () => {
  world = await sampleWorld();
});

describe('sealing', () => {
  test('a maker and, later and elsewhere, a checker', async () => {
    const { maker, checker } = world.signers;
    const made = await sealManifest(world.regular, [maker]);
    const checked = await addSignature(made, checker);
    expect(checked).toEqual(await sealManifest(world.regular, [checker, maker]));
    const opened = await openManifest(checked, world.trust, crypto);
    expect(opened).toEqual({ manifest: world.regular, digest: await digestOf(world.regular) });
    expect(readSealed(made)).toEqual({
      type: 'manifest',
      signed: world.regular,
      signatures: [{ key: maker.keyId, value: expect.stringMatching(/^[0-9a-f]{128}$/) }],
    });
  });

  test('gives the same digest whoever signed', async () => {
    const { maker, checker, third } = world.signers;
    const [one, other] = await Promise.all(
      [
        [maker, checker],
        [third, checker],
      ].map(async (signing) => openManifest(await sealManifest(world.regular, signing), world.trust, crypto)),
    );
    expect(one!.digest).toBe(other!.digest);
  });

  test('signs nothing that nobody would open', async () => {
    const signer = { ...world.signers.maker, sign: () => Promise.reject(new Error('asked to sign')) };
    const manifest = { ...world.regular, sequence: 0 };
    expect(await refusalOf(sealManifest(manifest, [signer]))).toBe('field-malformed');
    expect(await refusalOf(sealHead({ ...world.head, kills: Array(65).fill(0) }, [signer]))).toBe('field-malformed');
  });

  test('ends at sixteen signatures', async () => {
    let sealed = await sealManifest(world.regular, []);
    const add = async (i: number) => {
      const keyId = i.toString(16).padStart(64, '0');
      sealed = await addSignature(sealed, { ...world.signers.maker, keyId });
    };
    for (let i = 0; i < 16; i += 1) await add(i);
    expect(await refusalOf(add(16))).toBe('object-malformed');
    // The same key again takes the place of its old signature.
    expect(await refusalOf(add(15))).toBe('accepted');
  });
});

describe('a root', () => {
  const attempt = (change: Parameters<typeof sampleRoot>[1]) =>
    refusalOf(sealRoot(sampleRoot(world.signers, change), []));

  test('names every key that it has, and has every key that it names', async () => {
    const { stranger } = world.signers;
    expect(await attempt({})).toBe('accepted');
    expect(await attempt({ keys: { ...world.root.keys, [stranger.keyId]: stranger.publicKey } })).toBe(
      'field-malformed',
    );
    expect(await attempt({ head: roleOf(1, world.signers.head, stranger) })).toBe('field-malformed');
  });

  test('asks for no more keys than there are', async () => {
    const { head } = world.signers;
    expect(await attempt({ head: roleOf(2, head) })).toBe('field-malformed');
    expect(await attempt({ head: roleOf(0, head) })).toBe('field-malformed');
    expect(await attempt({ head: { ...roleOf(1, head), required: { sm2: 1 } } })).toBe('field-malformed');
    expect(await attempt({ head: { ...roleOf(1, head), required: { ed25519: 1 } } })).toBe('accepted');
  });

  test('delegates a prefix once', async () => {
    const [national, province] = world.root.delegations;
    expect(await attempt({ delegations: [national!, province!, national!] })).toBe('field-malformed');
  });

  test('ends after it begins', async () => {
    expect(await attempt({ expiresMs: NOW_MS })).toBe('time-implausible');
  });

  test('holds keys of the right form', async () => {
    const { head } = world.signers;
    const withKey = (algorithm: string, key: string) =>
      attempt({ keys: { ...world.root.keys, [head.keyId]: { algorithm, key } } });
    expect(await withKey('ed25519', head.publicKey.key.slice(2))).toBe('key-malformed');
    expect(await withKey('sm2', head.publicKey.key)).toBe('key-malformed');
    expect(await withKey('sm2', `05${'0'.repeat(128)}`)).toBe('key-malformed');
    expect(await withKey('other', head.publicKey.key)).toBe('accepted');
    expect(await withKey('ed25519', head.publicKey.key.toUpperCase())).toBe('field-malformed');
  });
});

describe('a format', () => {
  test.each([
    ['a later one', { format: 2 }, 'format-unsupported'],
    ['none', { format: undefined }, 'object-malformed'],
    ['one that is no number', { format: '1' }, 'field-malformed'],
  ])('that is %s is refused', (_, change, code) => {
    const forged = { ...world.regular, ...change } as unknown as typeof world.regular;
    return expect(refusalOf(sealManifest(forged, []))).resolves.toBe(code);
  });

  test('of nothing that we know is refused', async () => {
    const forged = { ...world.regular, type: 'permit' } as unknown as typeof world.regular;
    expect(await refusalOf(sealManifest(forged, []))).toBe('type-mismatched');
    for (const signed of [[], 'manifest', 1]) {
      expect(await refusalOf(sealManifest(signed as unknown as typeof world.regular, []))).toBe('type-mismatched');
    }
  });
});

describe('a manifest', () => {
  test('lists a segment once', async () => {
    const [segment] = world.regular.segments;
    const twice = { ...world.regular, segments: [segment!, segment!] };
    expect(await refusalOf(sealManifest(twice, []))).toBe('field-malformed');
    expect(await refusalOf(sealManifest({ ...world.regular, segments: [] }, []))).toBe('accepted');
  });

  test('asks for a core that is new enough', () => {
    const check = (coreVersionMin: string, actual: string) =>
      codeOf(() => checkCoreVersion(sampleManifest({ coreVersionMin }), actual));
    expect(check('1.2.3', '1.2.3')).toBe('accepted');
    expect(check('1.2.3', '1.10.0')).toBe('accepted');
    expect(check('1.2.3', '2.0.0')).toBe('accepted');
    expect(check('1.2.3', '1.2.2')).toBe('core-outdated');
    expect(check('1.10.0', '1.9.9')).toBe('core-outdated');
    expect(check('2.0.0', '1.99.99')).toBe('core-outdated');
  });
});

describe('trust', () => {
  test('is raised by what was accepted, and is otherwise the same', async () => {
    const { trust, head, regular, urgent } = world;
    const opened = await openedHead(world, trust, head);
    const manifests = await Promise.all([regular, urgent].map((it) => openedManifest(world, trust, it)));
    expect(acceptHead(trust, opened, manifests)).toEqual({
      ...trust,
      headVersions: { 'cn/33/h1': 5 },
      sequences: {
        cn: {
          regular: { epoch: 0, sequence: 10, digest: await digestOf(regular) },
          urgent: { epoch: 0, sequence: 11, digest: await digestOf(urgent) },
        },
      },
    });
    expect(trust.headVersions).toEqual({});
  });

  test('is stored as canonical JSON and read again', async () => {
    const { trust, head, regular } = world;
    const raised = acceptHead(trust, await openedHead(world, trust, head), [
      await openedManifest(world, trust, regular),
    ]);
    const { canonicalBytes } = await import('./canonical.ts');
    expect(parseTrust(parseCanonical(canonicalBytes(raised)))).toEqual(raised);
    for (const change of [{ rootDigest: 1 }, { headVersions: { '..': 1 } }, { sequences: { cn: { regular: {} } } }]) {
      expect(codeOf(() => parseTrust({ ...raised, ...change }))).toBe('field-malformed');
    }
    expect(codeOf(() => parseTrust({ ...raised, root: regular }))).toBe('field-malformed');
  });

  test('in a layer that is named like what every object inherits', async () => {
    const { trust, signers } = world;
    const manifest = sampleManifest({ layer: 'cn/constructor' });
    expect(await refusalOf(openedManifest(world, trust, manifest))).toBe('accepted');
    expect(await refusalOf(openedHead(world, trust, { ...world.head, scope: 'constructor', layers: [] }))).toBe(
      'accepted',
    );
    expect(signers.maker.keyId).toHaveLength(64);
  });
});

test('a pack is named by its manifests in their order', async () => {
  const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
  const names = await Promise.all([[a!, b!], [b!, a!], [a!], []].map((it) => packDigest(it, crypto)));
  expect(new Set(names).size).toBe(4);
  const bytes = new TextEncoder().encode(`forecheck/1/pack\0["${a}","${b}"]`);
  expect(names[0]).toBe(await crypto.digest(bytes));
});
