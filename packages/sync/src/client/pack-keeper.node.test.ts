import type { HeadLayer, ManifestPointer, Root } from '@forecheck/pack';
import { readSealed, sealHead, sealManifest, sealRoot } from '@forecheck/pack';
import { beforeEach, describe, expect, test } from 'vitest';
import { createSampleBureau, sampleCrypto } from '../node/sample-bureau.ts';
import { sampleMachine } from '../node/sample-machine.ts';
import {
  HOUR_MS,
  SAMPLE_MS,
  type SampleBureau,
  sampleEncounter,
  sampleLayer,
  sampleRule,
  sampleSource,
} from '../sample/sample-bureau.ts';
import { outcomeOf } from './interruption.ts';

let bureau: SampleBureau;
beforeEach(async () => {
  bureau = await createSampleBureau();
});

/** A head whose national layer has one manifest with these rules. */
const headOf = async (rules: readonly string[], sequence: number) =>
  bureau.head([sampleLayer(await bureau.manifest([sampleSource(rules)], { sequence }))]);

const provinceOf = (current: ManifestPointer): HeadLayer => ({ layer: 'cn/33', current });

describe('what a head asks for', () => {
  test('comes into force, and is in force again after a restart without network', async () => {
    const client = await sampleMachine(bureau);
    expect(client.firing()).toBeUndefined();
    await client.apply(await headOf(['R1'], 1));
    expect(client.firing()).toEqual(['R1']);
    expect((await client.restart()).firing()).toEqual(['R1']);
  });

  test('is fetched once: a later head asks for what is new only', async () => {
    const client = await sampleMachine(bureau);
    await client.apply(await headOf(['R1'], 1));
    const first = client.asked.length;
    await client.apply(
      await bureau.head([
        sampleLayer(await bureau.manifest([sampleSource(['R1']), sampleSource(['R2'])], { sequence: 2 })),
      ]),
    );
    expect(client.firing()).toEqual(['R1', 'R2']);
    // One manifest and one segment.
    expect(client.asked.length - first).toBe(2);
  });

  test('an empty pack is a pack: nothing fires, and a restart knows it', async () => {
    const client = await sampleMachine(bureau);
    await client.apply(await bureau.head([]));
    expect(client.firing()).toEqual([]);
    expect((await client.restart()).firing()).toEqual([]);
  });

  test('layers lie on each other, narrower ones on top', async () => {
    const client = await sampleMachine(bureau);
    const national = await bureau.manifest([sampleSource(['R1'])]);
    const province = await bureau.manifest([sampleSource(['P-1'], { layer: 'province' })], { layer: 'cn/33' });
    await client.apply(await bureau.head([sampleLayer(national), provinceOf(province)]));
    expect(client.firing()).toEqual(['P-1', 'R1']);
    expect(client.keeper.active?.segments.map(({ view }) => view.layer)).toEqual(['national', 'province']);
  });

  test('is prefetched where it is not in force yet', async () => {
    const client = await sampleMachine(bureau);
    const current = await bureau.manifest([sampleSource(['R1'])], { sequence: 1 });
    const later = await bureau.manifest([sampleSource(['R2'])], { sequence: 2 });
    const candidate = { ...later, percentage: 0, salt: 's', state: 'active' as const };
    await client.apply(await bureau.head([sampleLayer(current, { candidate })]));
    expect(client.firing()).toEqual(['R1']);
    const fetched = client.asked.length;
    await client.apply(await bureau.head([sampleLayer(later)]));
    expect(client.firing()).toEqual(['R2']);
    expect(client.asked.length).toBe(fetched);
  });

  test('what no head names any more is removed, but for what was in force before', async () => {
    const client = await sampleMachine(bureau);
    for (const [i, rules] of [['R1'], ['R2'], ['R3']].entries()) await client.apply(await headOf(rules, i + 1));
    // Two manifests and two segments.
    expect(client.memory.blobs.size).toBe(4);
  });
});

describe('a kill entry', () => {
  const kills = [{ rule: 'R1', untilMs: SAMPLE_MS + 2 * HOUR_MS, reason: 'fires for everybody' }];

  test('switches a rule off with the head, survives a restart, and ends by itself', async () => {
    const client = await sampleMachine(bureau);
    const layers = [sampleLayer(await bureau.manifest([sampleSource(['R1', 'R2'])]))];
    await client.apply(await bureau.head(layers));
    const dueMs = await client.apply(await bureau.head(layers, { kills }));
    expect(client.firing()).toEqual(['R2']);
    expect(dueMs).toBe(kills[0]!.untilMs);
    expect((await client.restart()).firing()).toEqual(['R2']);
    client.pass(3 * HOUR_MS);
    await client.apply(client.keeper.sealedHead!);
    expect(client.firing()).toEqual(['R1', 'R2']);
  });

  test('counts even when the manifests of its head are refused', async () => {
    const client = await sampleMachine(bureau);
    await client.apply(await headOf(['R1', 'R2'], 1));
    const broken = await bureau.manifest([sampleSource(['R3'])], { sequence: 2, coreVersionMin: '99.0.0' });
    expect(await client.refusal(await bureau.head([sampleLayer(broken)], { kills }))).toBe('core-outdated');
    expect(client.firing()).toEqual(['R2']);
  });
});

describe('whatever is wrong leaves in force what was', () => {
  interface Case {
    readonly code: string;
    readonly head: () => Promise<Uint8Array>;
    readonly roots?: (() => Promise<readonly Uint8Array[]>) | undefined;
  }
  const manifestWith = async (...rest: Parameters<SampleBureau['manifest']>): Promise<Uint8Array> =>
    bureau.head([sampleLayer(await bureau.manifest(...rest))]);
  const newer = { sequence: 2 } as const;
  const sealedByStranger = async () => {
    const { signed } = JSON.parse(new TextDecoder().decode(await headOf(['R2'], 2)));
    return sealHead(signed, [bureau.signers.stranger]);
  };
  const rootOf = (change: Partial<Root>) => sealRoot({ ...bureau.root, ...change }, [bureau.signers.root]);

  const CASES: readonly (readonly [Case['code'], Case['head'], Case['roots']?])[] = [
    ['object-malformed', async () => new Uint8Array([1, 2, 3])],
    ['signature-insufficient', sealedByStranger],
    ['type-mismatched', async () => bureau.head([], { scope: 'cn/44' })],
    ['epoch-mismatched', async () => bureau.head([], { epoch: 1 })],
    ['layer-dropped', async () => bureau.head([])],
    [
      'head-expired',
      async () => {
        const layer = sampleLayer(await bureau.manifest([sampleSource(['R2'])], newer));
        return bureau.head([layer], { issuedMs: SAMPLE_MS - 9 * HOUR_MS, expiresMs: SAMPLE_MS });
      },
    ],
    ['version-rolled-back', async () => bureau.head([], { version: 1 })],
    [
      'time-implausible',
      async () => bureau.head([], { issuedMs: SAMPLE_MS + 99 * HOUR_MS, expiresMs: SAMPLE_MS + 100 * HOUR_MS }),
    ],
    ['root-skipped', async () => bureau.head([]), async () => [await rootOf({ version: 3 })]],
    ['version-rolled-back', () => manifestWith([sampleSource(['R2'])], { sequence: 1 })],
    ['core-outdated', () => manifestWith([sampleSource(['R2'])], { ...newer, coreVersionMin: '0.0.1' })],
    ['manifest-unexpected', () => manifestWith([sampleSource(['R2'], { layer: 'city' })], newer)],
    [
      'manifest-unexpected',
      async () => {
        const base = await bureau.manifest([sampleSource(['R1'])], newer);
        // An urgent manifest must not pass for a whole layer.
        return bureau.head([sampleLayer(await bureau.urgent(sampleSource(['R9']), base.digest, { sequence: 3 }))]);
      },
    ],
    [
      'manifest-unexpected',
      async () => {
        const current = await bureau.manifest([sampleSource(['R2'])], newer);
        const urgent = await bureau.urgent(sampleSource(['R9']), 'f'.repeat(64), { sequence: 3 });
        return bureau.head([sampleLayer(current, { urgent })]);
      },
    ],
    [
      'manifest-unexpected',
      async () => {
        const current = await bureau.manifest([sampleSource(['R2'])], newer);
        const province = await bureau.manifest([sampleSource(['P-1'], { layer: 'province' })], { layer: 'cn/33' });
        const candidate = { ...province, percentage: 0, salt: 's', state: 'shadow' as const };
        return bureau.head([sampleLayer(current, { candidate })]);
      },
    ],
    [
      'urgent-excessive',
      async () => {
        const current = await bureau.manifest([sampleSource(['R2'])], newer);
        const catalogue = [{ code: 'XA01', name: 'x', kind: 'drug' as const }];
        const urgent = await bureau.urgent(sampleSource(['R9'], { catalogue }), current.digest, { sequence: 3 });
        return bureau.head([sampleLayer(current, { urgent })]);
      },
    ],
    [
      'relaxation-forbidden',
      async () => {
        const national = await bureau.manifest([sampleSource(['R2'])], newer);
        const withdrawn = [{ row: 'rule' as const, id: 'R2' }];
        const province = await bureau.manifest([{ layer: 'province', withdrawn }], { layer: 'cn/33' });
        return bureau.head([sampleLayer(national), provinceOf(province)]);
      },
    ],
    [
      'self-test-failed',
      async () => {
        const selfTest = await bureau.selfTest({ cases: [{ encounter: sampleEncounter, alerts: ['R9'] }] });
        return manifestWith([sampleSource(['R2'])], { ...newer, selfTest });
      },
    ],
    [
      'digest-mismatched',
      async () => {
        const segment = await bureau.segment(sampleSource(['R2']));
        const bytes = bureau.blobs.get(segment.digest)!.slice();
        bytes[40]! ^= 1;
        bureau.blobs.set(segment.digest, bytes);
        return manifestWith([], { ...newer, segments: [segment] });
      },
    ],
    [
      'segment-malformed',
      async () => {
        const digest = await sampleCrypto.digest(new Uint8Array(9));
        bureau.blobs.set(digest, new Uint8Array(9));
        return manifestWith([], { ...newer, segments: [{ digest, bytes: 9, rows: 0, format: 1 }] });
      },
    ],
    [
      'rule-kind-changed',
      () => {
        const rules = [
          {
            ...sampleRule('R8'),
            logic: { kind: 'restrict', mode: 'age', parameters: { yearsBelow: 1 } } as never,
          },
        ];
        return manifestWith([sampleSource(['R8']), { rules }], newer);
      },
    ],
  ];

  test.each(CASES.map(([code, head, roots]) => ({ code, head, roots })))(
    '$code',
    async ({ code, head, roots }: Case) => {
      const client = await sampleMachine(bureau);
      // A version that a rolled-back head can be older than.
      await headOf([], 1);
      await client.apply(await headOf(['R1'], 1));
      const { active } = client.keeper;
      expect(await client.refusal(await head(), { roots: (await roots?.()) ?? [] })).toBe(code);
      expect(client.keeper.active?.pack).toBe(active?.pack);
      expect(client.firing()).toEqual(['R1']);
      expect((await client.restart()).firing()).toEqual(['R1']);
    },
  );
});

test('a layer may replace what the root lets it', async () => {
  const client = await sampleMachine(bureau);
  const national = await bureau.manifest([sampleSource(['P-1', 'R1'])]);
  const withdrawn = [{ row: 'rule' as const, id: 'P-1' }];
  const province = await bureau.manifest([{ layer: 'province', withdrawn }], { layer: 'cn/33' });
  await client.apply(await bureau.head([sampleLayer(national), provinceOf(province)]));
  expect(client.firing()).toEqual(['R1']);
});

test('a root that takes a key away takes away what only that key signed', async () => {
  const client = await sampleMachine(bureau);
  const first = await headOf(['R1'], 1);
  const { maker, urgent } = bureau.signers;
  const publisher = { keys: [maker.keyId, urgent.keyId].sort(), threshold: 2 };
  const delegations = [{ prefix: 'cn', publisher, epoch: 0 }, bureau.root.delegations[1]!];
  const { [bureau.signers.checker.keyId]: _, ...keys } = bureau.root.keys;
  const rotated = await sealRoot({ ...bureau.root, version: 2, keys, delegations }, [bureau.signers.root]);
  expect(await client.refusal(first, { roots: [rotated] })).toBe('signature-insufficient');
  expect(client.keeper.trust.root.version).toBe(2);
  expect((await client.restart()).keeper.trust.root.version).toBe(2);
});

describe('bytes that are not those that were asked for', () => {
  test.each([
    ['a damaged segment', 'segment', 'digest-mismatched'],
    ['a truncated segment', 'cut', 'digest-mismatched'],
    ['a damaged manifest', 'manifest', 'object-malformed'],
    ['another manifest', 'other', 'digest-mismatched'],
  ])('%s: the way is at fault, and the right ones are taken with the same head', async (_, how, code) => {
    const client = await sampleMachine(bureau);
    const [segment, other] = [await bureau.segment(sampleSource(['R1'])), await bureau.manifest([], { sequence: 9 })];
    const pointer = await bureau.manifest([sampleSource(['R1'])]);
    const [name, damage] = {
      segment: [segment.digest, (it: Uint8Array) => it.with(40, it[40]! ^ 1)],
      cut: [segment.digest, (it: Uint8Array) => it.slice(0, -1)],
      manifest: [pointer.digest, (it: Uint8Array) => it.with(40, 0)],
      other: [pointer.digest, () => bureau.blobs.get(other.digest)!],
    }[how] as [string, (it: Uint8Array) => Uint8Array];
    const good = bureau.blobs.get(name)!;
    const head = await bureau.head([sampleLayer(pointer)]);
    bureau.blobs.set(name, damage(good));
    const failure = await client.apply(head).catch((error: unknown) => error);
    expect(outcomeOf(failure)).toEqual({ kind: 'failed', code });
    expect(client.asked.filter((it) => it === name).length).toBe(2);
    bureau.blobs.set(name, good);
    await client.apply(head);
    expect(client.firing()).toEqual(['R1']);
  });

  test('signatures are the pack’s own: too few of them reject it', async () => {
    const client = await sampleMachine(bureau);
    const pointer = await bureau.manifest([sampleSource(['R1'])]);
    const { signed } = readSealed(bureau.blobs.get(pointer.digest)!, 'manifest');
    bureau.blobs.set(pointer.digest, await sealManifest(signed, [bureau.signers.maker]));
    const failure = await client.apply(await bureau.head([sampleLayer(pointer)])).catch((error: unknown) => error);
    expect(outcomeOf(failure)).toEqual({ kind: 'rejected', code: 'signature-insufficient' });
  });
});

test('something newer stops an update before anything is seen', async () => {
  const client = await sampleMachine(bureau);
  await client.apply(await headOf(['R1'], 1));
  let isAbandoned = false;
  const work = client.apply(await headOf(['R2'], 2), {
    isAbandoned: () => {
      const before = isAbandoned;
      isAbandoned = true;
      return before;
    },
  });
  expect(outcomeOf(await work.catch((error: unknown) => error))).toEqual({ kind: 'interrupted' });
  expect(client.firing()).toEqual(['R1']);
});

test('a newer root of an installation that raises the head epoch starts the versions of heads anew', async () => {
  const client = await sampleMachine(bureau);
  const layers = [sampleLayer(await bureau.manifest([sampleSource(['R1'])]))];
  // A stolen head key signed the highest version there is.
  await client.apply(await bureau.head(layers, { version: 2 ** 48 }));
  const sealedRoot = await sealRoot({ ...bureau.root, version: 2, headEpoch: 1 }, [bureau.signers.root]);
  const installed = await sampleMachine({ ...bureau, sealedRoot }, { memory: client.memory });
  expect(await installed.refusal(await bureau.head(layers, { epoch: 1, version: 1 }))).toBe('none');
});
