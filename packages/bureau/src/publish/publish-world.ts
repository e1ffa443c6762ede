import type { Encounter, KnowledgePoint, RuleDefinition, RuleSource } from '@forecheck/core';
import { type Head, layersOf, type Root, readSealed, type Signer, sealRoot } from '@forecheck/pack';
import { generateSigner, nodeCrypto } from '@forecheck/pack/node';
import { createMemoryDoorbell } from '../doorbell/memory-doorbell.ts';
import type { BureauStore } from '../store/bureau-store.ts';
import type { Person } from './context.ts';
import { createPublisher, type Publisher } from './publisher.ts';

/** Keys, a root and people. For tests only. */
export interface PublishWorld {
  readonly store: BureauStore;
  readonly publisher: Publisher;
  readonly root: Signer;
  readonly headSigner: Signer;
  readonly urgentSigner: Signer;
  readonly maker: Person;
  readonly checker: Person;
  readonly other: Person;
  nowMs: number;
  /** A root of this version, sealed. */
  sealedRoot(version: number, more?: Partial<Root>): Promise<Uint8Array>;
  /** The newest head of a scope, as it was signed. */
  headOf(scope: string): Promise<Head>;
  /** Proposes and approves. */
  publish(...sources: readonly RuleSource[]): Promise<void>;
}

/** A world over a store, its first root added. */
export async function createPublishWorld(
  store: BureauStore,
  signers: readonly Signer[] = makeSigners(),
): Promise<PublishWorld> {
  const [root, headSigner, urgentSigner, ...publishers] = signers as [Signer, Signer, Signer, ...Signer[]];
  const [maker, checker, other] = publishers.map((signer, index) => ({ subject: `office-${index}`, signer })) as [
    Person,
    Person,
    Person,
  ];
  const world: PublishWorld = {
    store,
    root,
    headSigner,
    urgentSigner,
    maker,
    checker,
    other,
    nowMs: START_MS,
    publisher: createPublisher({
      store,
      doorbell: createMemoryDoorbell(),
      crypto: nodeCrypto({ algorithms: ['ed25519'] }),
      headSigners: [headSigner],
      nowMs: () => world.nowMs,
    }),
    sealedRoot: (version, more) => sealRoot({ ...rootOf(world, version), ...more }, [root]),
    async headOf(scope) {
      const stored = await store.readHead(scope);
      if (stored === undefined) throw new Error(`no head of ${scope}`);
      return readSealed(stored.sealed, 'head').signed;
    },
    async publish(...sources) {
      const [first] = sources;
      const layer = first === undefined ? 'cn' : LAYER_IDS[first.layer];
      const draft = await world.publisher.propose({ layer, sources }, maker);
      await world.publisher.approve(draft.id, checker);
    },
  };
  await world.publisher.addRoot(await world.sealedRoot(1));
  return world;
}

/** Root, head, urgent, and three publishers. */
export const makeSigners = (): readonly Signer[] => Array.from({ length: 6 }, () => generateSigner('ed25519'));

export function rootOf({ root, headSigner, urgentSigner, maker, checker, other }: PublishWorld, version: number): Root {
  const people = [maker, checker, other].map(({ signer }) => signer);
  const signers = [root, headSigner, urgentSigner, ...people];
  return {
    type: 'root',
    format: 1,
    version,
    issuedMs: START_MS,
    expiresMs: START_MS + 10 * 365 * 86_400_000,
    keys: Object.fromEntries(signers.map(({ keyId, publicKey }) => [keyId, publicKey])),
    root: { keys: [root.keyId], threshold: 1 },
    head: { keys: [headSigner.keyId], threshold: 1 },
    headEpoch: 1,
    delegations: [
      {
        prefix: 'cn',
        publisher: { keys: people.map(({ keyId }) => keyId), threshold: 2 },
        urgent: { keys: [urgentSigner.keyId], threshold: 1 },
        epoch: 1,
      },
    ],
  };
}

/** A rule about items for women, with an example that must fire and one that must not. */
export function ruleSource(id: string, more: Partial<RuleSource> = {}): RuleSource {
  return { formatVersion: 1, id, layer: 'national', rules: [rule(`R-${id}`)], knowledge: [point(id)], ...more };
}

export function rule(id: string, more: Partial<RuleDefinition> = {}): RuleDefinition {
  const item = id.replace('R-', 'ITEM');
  return {
    id,
    name: { 'zh-CN': id, en: id },
    logic: { kind: 'restrict', mode: 'sex', parameters: { sex: 'female' } },
    verdict: 'violation',
    severity: 'warning',
    fundScope: 'insurance',
    message: { 'zh-CN': id, en: id },
    basis: [{ instrument: 'example' }],
    examples: [
      { name: 'fires', encounter: encounter('male', item), expect: 'alert' },
      { name: 'spares', encounter: encounter('female', item), expect: 'clear' },
    ],
    ...more,
  };
}

export function point(id: string): KnowledgePoint {
  return { id: `K-${id}`, rule: `R-${id}`, items: [`ITEM${id}`], parameters: {} };
}

export function encounter(sex: 'male' | 'female', code: string): Encounter {
  return {
    id: 'E1',
    asOf: '2026-07-01 09:00',
    phase: 'prompt',
    insuredPerson: { sex },
    items: [{ id: '1', code }],
  } as Encounter;
}

/** What a head says of its narrowest layer. */
export const entryOf = (head: Head, layer = layersOf(head.scope).at(-1)) =>
  head.layers.find((it) => it.layer === layer);

const LAYER_IDS: Readonly<Record<RuleSource['layer'], string>> = {
  national: 'cn',
  province: 'cn/33',
  city: 'cn/33/3301',
  institution: 'cn/33/3301/h1',
};
export const START_MS = 1_790_000_000_000;
