import type { LayerState, StoredDraft, StoredManifest } from '@forecheck/bureau';
import { bytesOf, type ContractTest, demandEqual, demandRejection } from '../contract.ts';
import { type BureauStorePlace, demandRecord, digestOf, reopening } from './place.ts';

/** What is published, and on its way there. */
export const publishingContract: readonly ContractTest<BureauStorePlace>[] = [
  {
    name: 'a new store has revision 0 and nothing published',
    run: (place) =>
      reopening(place, async (store) => {
        demandEqual(await store.readState(), { revision: 0, layers: [], scopes: [], kills: [] }, 'the state');
        demandEqual(await store.readRoots(0), [], 'roots');
        demandEqual([await store.readHead('cn'), await store.readHeads(0, 9)], [undefined, []], 'heads');
      }),
  },
  {
    name: 'a commit is written as a whole, and found again after opening anew',
    run: (place) =>
      reopening(place, async (store, reopen) => {
        const kills = [{ layer: 'cn', rule: 'R-1', untilMs: 5, reason: '误报' }];
        const layers: LayerState[] = [{ layer: 'cn', epoch: 1, sequence: 1, current: pointer(1) }];
        const change = { expectedRevision: 0, roots: [root(1)], manifests: [manifest(1)], layers, kills };
        const revision = await store.commit({
          ...change,
          scopes: ['cn/33', 'cn'],
          heads: [head('cn', 1)],
          drafts: [draft],
        });
        demandEqual(revision, 1, 'the revision that it gave');
        const reopened = await reopen();
        demandEqual(await reopened.readRevision(), 1, 'the revision');
        demandEqual(await reopened.readState(), { revision: 1, layers, scopes: ['cn', 'cn/33'], kills }, 'the state');
        demandEqual(await reopened.readRoots(0), [root(1)], 'roots');
        demandRecord(await reopened.readHead('cn'), { ...head('cn', 1), revision: 1 }, 'the head');
        demandRecord(await reopened.readManifest(digestOf(1)), manifest(1), 'the manifest');
        const { sealed: _sealed, digest: _digest, ...version } = head('cn', 1);
        const versions = await reopened.readHeadVersions();
        demandEqual(versions.length, 1, 'heads');
        demandRecord(versions[0], version, 'how new the head is');
        demandRecord(await reopened.readDraft('d1'), draft, 'the draft');
      }),
  },
  {
    name: 'of two commits on one revision the second writes nothing',
    run: (place) =>
      reopening(place, async (store) => {
        await store.commit({ expectedRevision: 0, scopes: ['cn'] });
        const late = { expectedRevision: 0, scopes: ['xx'], manifests: [manifest(1)], kills: [] };
        demandEqual(await store.commit(late), undefined, 'the second');
        demandEqual(await store.commit({ ...late, expectedRevision: 7 }), undefined, 'one on a revision to come');
        demandEqual(await store.readState(), { revision: 1, layers: [], scopes: ['cn'], kills: [] }, 'the state');
        demandEqual(await store.readManifest(digestOf(1)), undefined, 'the manifest');
      }),
  },
  {
    name: 'of commits that race exactly one is first, again and again',
    run: (place) =>
      reopening(place, async (store) => {
        for (let round = 0; round < 5; round += 1) {
          const raced = [1, 2, 3, 4].map((seed) =>
            store.commit({ expectedRevision: round, scopes: [`cn/r${round}s${seed}`] }),
          );
          const won = (await Promise.all(raced)).filter((revision) => revision !== undefined);
          demandEqual(won, [round + 1], 'those that were first');
        }
        demandEqual((await store.readState()).scopes.length, 5, 'scopes written');
      }),
  },
  {
    name: 'a sequence of a layer has one manifest for good; the same one again changes nothing',
    run: (place) =>
      reopening(place, async (store) => {
        await store.commit({ expectedRevision: 0, manifests: [manifest(1)] });
        demandEqual(await store.commit({ expectedRevision: 1, manifests: [manifest(1)] }), 2, 'the same again');
        const other = { ...manifest(1), digest: digestOf(9) };
        await demandRejection(
          store.commit({ expectedRevision: 2, scopes: ['cn'], manifests: [other] }),
          ['sequence-taken'],
          'another manifest of the sequence',
        );
        demandEqual(await store.readRevision(), 2, 'the revision after the refusal');
        demandEqual((await store.readState()).scopes, [], 'what came with the refused one');
        await store.commit({ expectedRevision: 2, manifests: [{ ...other, epoch: 2 }] });
        const kept = await store.readManifests('cn', 5);
        demandEqual(
          kept.map((it) => [it.epoch, it.sequence]),
          [
            [2, 1],
            [1, 1],
          ],
          'the newest first',
        );
      }),
  },
  {
    name: 'heads that changed since a revision are told in order, each in its newest version',
    run: (place) =>
      reopening(place, async (store) => {
        const many = Array.from({ length: 5_000 }, (_, index) => head(`cn/${index}`, 1));
        await store.commit({ expectedRevision: 0, heads: many });
        await store.commit({ expectedRevision: 1, heads: [head('cn/7', 2)] });
        await store.commit({ expectedRevision: 2, heads: [head('cn/3', 2)] });
        const changed = await store.readHeads(1, 10);
        demandEqual(
          changed.map((it) => [it.scope, it.version, it.revision]),
          [
            ['cn/7', 2, 2],
            ['cn/3', 2, 3],
          ],
          'changed',
        );
        demandEqual((await store.readHeads(0, 6_000)).length, 5_000, 'all');
        demandEqual((await store.readHeads(0, 3)).length, 3, 'the limit');
        demandEqual(await store.readHeads(3, 10), [], 'nothing new');
      }),
  },
  {
    name: 'drafts are listed by layer and state, newest first',
    run: (place) =>
      reopening(place, async (store) => {
        const later = { ...draft, id: 'd2', layer: 'cn/33', createdMs: 8 };
        await store.commit({ expectedRevision: 0, drafts: [draft, later] });
        await store.commit({ expectedRevision: 1, drafts: [{ ...later, state: 'rejected', settledMs: 9 }] });
        const ids = async (filter: object) => (await store.readDrafts({ limit: 9, ...filter })).map(({ id }) => id);
        demandEqual(await ids({}), ['d2', 'd1'], 'all');
        demandEqual(await ids({ state: 'open' }), ['d1'], 'open');
        demandEqual(await ids({ layer: 'cn/33' }), ['d2'], 'of a layer');
        demandEqual((await store.readDraft('d2'))?.settledMs, 9, 'the newer form');
        demandEqual(await store.readDraft('d3'), undefined, 'one that is not there');
      }),
  },
];

const pointer = (sequence: number) => ({ digest: digestOf(sequence), sequence, bytes: 100 });
const root = (version: number) => ({ version, digest: digestOf(version), sealed: bytesOf(300, version) });
const head = (scope: string, version: number) => ({
  scope,
  epoch: 1,
  version,
  digest: digestOf(version),
  sealed: bytesOf(40, version),
  issuedMs: 1_700_000_000_000,
  expiresMs: 1_700_000_086_400,
});
const manifest = (sequence: number): StoredManifest => ({
  digest: digestOf(sequence),
  layer: 'cn',
  epoch: 1,
  sequence,
  class: 'regular',
  sealed: bytesOf(200, sequence),
  publishedMs: 1_700_000_000_000,
});
const draft: StoredDraft = {
  id: 'd1',
  layer: 'cn',
  state: 'open',
  digest: digestOf(1),
  sequence: 1,
  sealed: bytesOf(200, 1),
  maker: { subject: 'office-1', key: digestOf(21) },
  checkers: [],
  basis: [digestOf(1)],
  createdMs: 7,
  findings: { warnings: 1, infos: 2, examples: 3 },
};
