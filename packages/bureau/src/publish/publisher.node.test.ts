import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addSignature, openManifest, pinRoot, readSealed } from '@forecheck/pack';
import { nodeCrypto } from '@forecheck/pack/node';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BureauStore } from '../store/bureau-store.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import { createPublishWorld, entryOf, type PublishWorld, point, rule, ruleSource } from './publish-world.ts';
import { detachedPerson } from './publisher.ts';

let folder: string;
let store: BureauStore;
let world: PublishWorld;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bureau-publish-'));
  store = await openSqliteStore(join(folder, 'bureau.sqlite'));
  world = await createPublishWorld(store);
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const code = (value: string) => ({ code: value });

describe('maker and checker', () => {
  test('what a maker made and a checker signed is published, and clients can open it', async () => {
    const { publisher, maker, checker } = world;
    const draft = await publisher.propose({ layer: 'cn', sources: [ruleSource('A')] }, maker);
    expect(draft).toMatchObject({ state: 'open', sequence: 1, findings: { examples: 2 } });
    expect(await store.readHead('cn')).toBeUndefined();
    const published = await publisher.approve(draft.id, checker);
    expect(published).toMatchObject({ state: 'published', checkers: [{ subject: 'office-1' }] });
    const { current } = entryOf(await world.headOf('cn'))!;
    expect(current).toEqual({ digest: draft.digest, sequence: 1, bytes: published.sealed.length });
    const crypto = nodeCrypto();
    const trust = await pinRoot((await store.readRoots(0))[0]!.sealed, crypto);
    const { manifest } = await openManifest(published.sealed, trust, crypto, current);
    const [segment] = manifest.segments;
    expect(segment).toMatchObject({ rows: 2 });
    expect((await store.readBlob(segment!.digest, 'none'))?.length).toBe(segment!.bytes);
    expect(manifest.selfTest).toBeDefined();
  });

  test('nobody checks what they made, by name or by key', async () => {
    const { publisher, maker, checker } = world;
    const { id } = await publisher.propose({ layer: 'cn', sources: [ruleSource('A')] }, maker);
    const refused = code('checker-identical');
    await expect(publisher.approve(id, maker)).rejects.toMatchObject(refused);
    await expect(publisher.approve(id, { ...checker, subject: maker.subject })).rejects.toMatchObject(refused);
    await expect(publisher.approve(id, { ...checker, signer: maker.signer })).rejects.toMatchObject(refused);
    expect((await store.readDraft(id))?.state).toBe('open');
  });

  test('a key that the root does not name for the layer neither makes nor checks', async () => {
    const { publisher, maker, urgentSigner } = world;
    const stranger = { subject: 'stranger', signer: urgentSigner };
    const proposal = { layer: 'cn', sources: [ruleSource('A')] };
    await expect(publisher.propose(proposal, stranger)).rejects.toMatchObject(code('signature-insufficient'));
    const { id } = await publisher.propose(proposal, maker);
    await expect(publisher.approve(id, stranger)).rejects.toMatchObject(code('signature-insufficient'));
    await expect(publisher.propose({ ...proposal, layer: 'xx' }, maker)).rejects.toMatchObject(
      code('layer-undelegated'),
    );
  });

  test('a signature that was made elsewhere counts, and a wrong one does not', async () => {
    const { publisher, maker, checker, other } = world;
    const draft = await publisher.propose({ layer: 'cn', sources: [ruleSource('A')] }, maker);
    const signed = await addSignature(draft.sealed, checker.signer);
    const signature = readSealed(signed).signatures.find(({ key }) => key === checker.signer.keyId)!;
    const forged = detachedPerson('office-9', { ...signature, key: other.signer.keyId });
    await expect(publisher.approve(draft.id, forged)).rejects.toMatchObject(code('signature-insufficient'));
    const approved = await publisher.approve(draft.id, detachedPerson('office-9', signature));
    expect(approved.state).toBe('published');
  });

  test('where the root asks for three, the second signature leaves the draft open', async () => {
    const { publisher, maker, checker, other } = world;
    const [delegation] = (await readRoot()).delegations;
    const publishers = { ...delegation!, publisher: { ...delegation!.publisher, threshold: 3 } };
    await publisher.addRoot(await world.sealedRoot(2, { delegations: [publishers] }));
    const { id } = await publisher.propose({ layer: 'cn', sources: [ruleSource('A')] }, maker);
    expect((await publisher.approve(id, checker)).state).toBe('open');
    await expect(publisher.approve(id, checker)).rejects.toMatchObject(code('checker-identical'));
    expect((await publisher.approve(id, other)).state).toBe('published');
  });

  test('approving again after the answer was lost gives the same answer, and others come too late', async () => {
    const { publisher, maker, checker, other } = world;
    const { id } = await publisher.propose({ layer: 'cn', sources: [ruleSource('A')] }, maker);
    const first = await publisher.approve(id, checker);
    expect(await publisher.approve(id, checker)).toEqual(first);
    expect(await store.readRevision()).toBe(3);
    await expect(publisher.approve(id, other)).rejects.toMatchObject(code('draft-settled'));
    await expect(publisher.approve('nowhere', other)).rejects.toMatchObject(code('draft-unknown'));
  });

  test('a rejected draft is not published', async () => {
    const { publisher, maker, checker } = world;
    const { id } = await publisher.propose({ layer: 'cn', sources: [ruleSource('A')] }, maker);
    expect(await publisher.reject(id, 'office-1')).toMatchObject({ state: 'rejected', settledBy: 'office-1' });
    await expect(publisher.approve(id, checker)).rejects.toMatchObject(code('draft-settled'));
  });

  test('a draft made before something else was published is outdated', async () => {
    const { publisher, maker, checker } = world;
    await world.publish(ruleSource('A'));
    const early = await publisher.propose({ layer: 'cn', sources: [ruleSource('B')] }, maker);
    await world.publish(ruleSource('C'));
    await expect(publisher.approve(early.id, checker)).rejects.toMatchObject(code('sequence-taken'));
    const { id } = await publisher.propose({ layer: 'cn', sources: [ruleSource('B')] }, maker);
    await publisher.publishUrgent({ layer: 'cn', source: ruleSource('U') }, [world.urgentSigner]);
    await expect(publisher.approve(id, checker)).rejects.toMatchObject(code('sequence-taken'));
  });
});

describe('the gates', () => {
  test('a rule that fails its own example is refused by name', async () => {
    const [fires] = rule('R-A').examples!;
    const wrong = rule('R-A', { examples: [{ ...fires!, expect: 'clear' }] });
    const proposing = world.publisher.propose(
      { layer: 'cn', sources: [ruleSource('A', { rules: [wrong] })] },
      world.maker,
    );
    await expect(proposing).rejects.toMatchObject({
      code: 'example-failed',
      detail: { rule: 'R-A', example: 0, expected: 'clear', found: 'alert', failed: 1 },
    });
    expect(await store.readDrafts({ limit: 9 })).toEqual([]);
  });

  test('an update that breaks the example of an earlier rule is refused', async () => {
    await world.publish(ruleSource('A'));
    const update = ruleSource('B', { withdrawn: [{ row: 'knowledge', id: 'K-A' }] });
    const proposing = world.publisher.propose({ layer: 'cn', sources: [update] }, world.maker);
    await expect(proposing).rejects.toMatchObject({ code: 'example-failed', detail: { rule: 'R-A', found: 'clear' } });
  });

  test('an error of the linter is refused with its code and place', async () => {
    const broken = ruleSource('A', { knowledge: [{ ...point('A'), items: ['I*'] }] });
    const proposing = world.publisher.propose({ layer: 'cn', sources: [broken] }, world.maker);
    await expect(proposing).rejects.toMatchObject({
      code: 'lint-failed',
      detail: { first: 'prefix-short', path: 'knowledge[0].items[0]' },
    });
  });

  test('a layer may not withdraw a row of a wider one without leave of the root', async () => {
    await world.publish(ruleSource('A', { rules: [rule('R-A', { examples: [] })] }));
    const province = ruleSource('P', { layer: 'province', withdrawn: [{ row: 'knowledge', id: 'K-A' }] });
    const proposing = world.publisher.propose({ layer: 'cn/33', sources: [province] }, world.maker);
    await expect(proposing).rejects.toMatchObject(code('relaxation-forbidden'));
  });

  test('a segment of another layer is refused', async () => {
    const province = ruleSource('P', { layer: 'province' });
    const proposing = world.publisher.propose({ layer: 'cn', sources: [province] }, world.maker);
    await expect(proposing).rejects.toMatchObject(code('manifest-unexpected'));
  });

  test('gates are passed again when a draft is approved', async () => {
    await world.publish(ruleSource('A'));
    const province = ruleSource('P', { layer: 'province' });
    const { id } = await world.publisher.propose({ layer: 'cn/33', sources: [province] }, world.maker);
    const national = rule('R-P', {
      logic: { kind: 'restrict', mode: 'age', parameters: { yearsMin: 3 } },
      examples: [],
    });
    await world.publish(ruleSource('B', { rules: [rule('R-B'), national] }));
    await expect(world.publisher.approve(id, world.checker)).rejects.toMatchObject(code('relaxation-forbidden'));
  });
});

describe('sequences', () => {
  test('a sequence that a client has activated is not given again, though the store has forgotten it', async () => {
    await world.publish(ruleSource('A'));
    const { id } = await world.publisher.propose({ layer: 'cn', sources: [ruleSource('B')] }, world.maker);
    const report = {
      kind: 'activation',
      institution: 'h1',
      client: '',
      atMs: 1,
      layer: 'cn',
      digest: '0'.repeat(64),
    } as const;
    await store.noteReports([{ ...report, sequence: 6, mode: 'active', tookMs: 1 }]);
    await expect(world.publisher.approve(id, world.checker)).rejects.toMatchObject({
      code: 'sequence-taken',
      detail: { sequence: 2, highest: 6 },
    });
    await world.publish(ruleSource('B'));
    expect(entryOf(await world.headOf('cn'))?.current.sequence).toBe(7);
  });
});

async function readRoot() {
  return readSealed((await store.readRoots(0)).at(-1)!.sealed, 'root').signed;
}
