import type { ClientCondition, StoredToken } from '@forecheck/bureau';
import { bytesOf, type ContractTest, demand, demandEqual, demandRejection } from '../contract.ts';
import { type BureauStorePlace, demandRecord, digestOf, reopening } from './place.ts';

/** Blobs, clients, questions, tokens, and the store itself. */
export const callersContract: readonly ContractTest<BureauStorePlace>[] = [
  {
    name: 'a blob is read back byte for byte in each of its forms, whatever its length',
    run: (place) =>
      reopening(place, async (store, reopen) => {
        const lengths = [0, 1, 1024 * 1024, 3_000_001];
        for (const length of lengths) await store.putBlob(digestOf(length), 'none', bytesOf(length, 1));
        await store.putBlob(digestOf(1), 'gzip', bytesOf(9, 2));
        const reopened = await reopen();
        for (const length of lengths) {
          const kept = await reopened.readBlob(digestOf(length), 'none');
          demand(sameBytes(kept, bytesOf(length, 1)), `${length} bytes are read back`);
        }
        demandEqual(await reopened.readBlob(digestOf(1), 'gzip'), bytesOf(9, 2), 'the other form');
        demandEqual(
          await reopened.readBlobForms(digestOf(1)),
          [
            { encoding: 'gzip', bytes: 9 },
            { encoding: 'none', bytes: 1 },
          ],
          'forms',
        );
        demandEqual(await reopened.readBlob(digestOf(77), 'none'), undefined, 'one that is not there');
        demandEqual(await reopened.readBlobForms(digestOf(77)), [], 'forms of one that is not there');
      }),
  },
  {
    name: 'a form of a blob that is there stays, also when several are put at once',
    run: (place) =>
      reopening(place, async (store) => {
        await Promise.all([1, 2, 3].map((seed) => store.putBlob(digestOf(1), 'gzip', bytesOf(2_500_000, seed))));
        const kept = await store.readBlob(digestOf(1), 'gzip');
        demand(
          [1, 2, 3].some((seed) => sameBytes(kept, bytesOf(2_500_000, seed))),
          'what is kept is one of them, not a mixture',
        );
        await store.putBlob(digestOf(1), 'gzip', bytesOf(5, 4));
        demandEqual((await store.readBlob(digestOf(1), 'gzip'))?.length, 2_500_000, 'the form after another was put');
      }),
  },
  {
    name: 'the highest sequence that a client activated is remembered, and an absurd one is not believed',
    run: (place) =>
      reopening(place, async (store, reopen) => {
        await store.commit({ expectedRevision: 0, layers: [{ layer: 'cn', epoch: 1, sequence: 3 }] });
        await store.noteReports([activation('h1', 7), activation('h2', 5), activation('h3', 2 ** 40)]);
        await store.noteReports([{ ...activation('h1', 9), layer: 'nowhere' }]);
        demandEqual([...(await (await reopen()).readReportedSequences())], [['cn', 7]], 'reported');
      }),
  },
  {
    name: 'the reception of a manifest counts clients once, by what they said last',
    run: (place) =>
      reopening(place, async (store) => {
        await store.noteReports([
          activation('h1', 1),
          activation('h1', 1),
          activation('h2', 1),
          condition('h1', false),
        ]);
        await store.noteReports([rejection('h3', 'bad-a'), rejection('h3', 'bad-b'), rejection('h4', 'bad-b')]);
        const { codes, institutions, ...reception } = await store.readReception(digestOf(1));
        demandEqual(reception, { active: 2, shadow: 0, rejected: 2, tookMsMax: 4, alerts: 10, overrides: 3 }, 'counts');
        demandEqual(institutions, { heard: 4, rejected: 2, tookMsMax: 4 }, 'institutions');
        demandEqual(codes, [{ code: 'bad-b', count: 2 }], 'codes');
        await store.noteReports([{ ...activation('h1', 2), digest: digestOf(2) }]);
        const after = await store.readReception(digestOf(1));
        demandEqual([after.active, after.alerts], [1, 0], 'after one has gone on');
        demandEqual((await store.readReception(digestOf(2))).alerts, 0, 'figures of the one before do not count');
      }),
  },
  {
    name: 'an institution has one voice in the reception, and the worst one is left out where there are others',
    run: (place) =>
      reopening(place, async (store) => {
        const clients = Array.from({ length: 50 }, (_, i) => `c${i}`);
        await store.noteReports([
          ...clients.map((client) => ({ ...activation('loud', 1), client, tookMs: 90_000 })),
          ...clients.map((client) => ({ ...rejection('loud', 'bad-a'), client })),
          ...clients.map((client) => ({ ...condition('loud', false), client, ...figures(100, 100) })),
        ]);
        const alone = (await store.readReception(digestOf(1))).institutions;
        demandEqual(alone, { heard: 1, rejected: 1, tookMsMax: 90_000, overridden: 1 }, 'alone');
        await store.noteReports([activation('h1', 1), activation('h2', 1), activation('h3', 1)]);
        await store.noteReports([
          { ...condition('h1', false), ...figures(20, 5) },
          { ...condition('h2', false), ...figures(100, 50) },
          { ...condition('h3', false), ...figures(19, 19) },
        ]);
        const { institutions } = await store.readReception(digestOf(1));
        demandEqual(institutions, { heard: 4, rejected: 1, tookMsMax: 4, overridden: 0.375 }, 'among others');
      }),
  },
  {
    name: 'reports of one batch count in their order',
    run: (place) =>
      reopening(place, async (store) => {
        const next = { ...activation('h1', 2), digest: digestOf(2) };
        await store.noteReports([activation('h1', 1), condition('h1', false), condition('h1', true), next]);
        demandEqual((await store.readReception(digestOf(2))).alerts, 0, 'figures from before the activation');
        await store.noteReports([activation('h1', 1), condition('h1', true), condition('h1', false)]);
        demandEqual((await store.readReception(digestOf(1))).alerts, 20, 'figures from after it');
        demandEqual((await store.readClients(5))[0]?.condition.isStale, false, 'the last word');
      }),
  },
  {
    name: 'clients are listed as they were last heard',
    run: (place) =>
      reopening(place, async (store) => {
        await store.noteReports([
          condition('h1', false),
          { ...condition('h2', true), atMs: 9 },
          { ...condition('h1', true), atMs: 8 },
        ]);
        const clients = await store.readClients(5);
        demandEqual(
          clients.map((it) => [it.institution, it.reportedMs, it.condition.isStale]),
          [
            ['h2', 9, true],
            ['h1', 8, true],
          ],
          'clients',
        );
        demandEqual(await store.countClients(9), { heard: 1, stale: 1 }, 'counts');
      }),
  },
  {
    name: 'a question is asked until it is answered, and the first answer counts',
    run: (place) =>
      reopening(place, async (store, reopen) => {
        await store.putQuestions('h1', [question('q2', 2), question('q1', 1)]);
        await store.putQuestions('h1', [{ ...question('q1', 9), text: 'another' }]);
        demandEqual(
          (await store.readOpenQuestions('h1', 5)).map(({ id }) => id),
          ['q1', 'q2'],
          'oldest first',
        );
        demandEqual(await store.readOpenQuestions('h2', 5), [], 'of another institution');
        const answers = [{ question: 'q1', text: 'because', answeredMs: 5 }];
        demandEqual(await store.putAnswers('h2', answers), 0, 'answered by another');
        demandEqual(await store.putAnswers('h1', answers), 1, 'answered');
        demandEqual(await store.putAnswers('h1', [{ ...answers[0]!, text: 'otherwise' }]), 0, 'answered again');
        const [newest, oldest] = await (await reopen()).readQuestions(5);
        demandEqual(
          [newest?.id, newest?.answer, oldest?.answer, oldest?.text],
          ['q2', undefined, 'because', 'why?'],
          'kept',
        );
      }),
  },
  {
    name: 'a token is found by its hash until and after it is revoked',
    run: (place) =>
      reopening(place, async (store) => {
        const full: StoredToken = {
          hash: digestOf(1),
          subject: 'h1',
          role: 'institution',
          scope: 'cn/33',
          createdMs: 1,
          expiresMs: 9,
        };
        await store.putToken(full);
        await store.putToken({ ...full, subject: 'other' });
        await store.putToken({ hash: digestOf(2), subject: 'office-1', role: 'maker', key: digestOf(7), createdMs: 2 });
        demandRecord(await store.readToken(digestOf(1)), full, 'the token');
        await store.revokeToken(digestOf(1), 5);
        await store.revokeToken(digestOf(1), 6);
        demandEqual(
          (await store.readTokens()).map(({ subject, revokedMs }) => [subject, revokedMs]),
          [
            ['h1', 5],
            ['office-1', undefined],
          ],
          'tokens',
        );
        demandEqual(await store.readToken(digestOf(3)), undefined, 'one that is not there');
      }),
  },
  {
    name: 'a closed store refuses, and may be closed again',
    run: async (place) => {
      const store = await place.open();
      await Promise.all([store.close(), store.close()]);
      await demandRejection(store.readRevision(), ['bureau-closed'], 'reading');
      await demandRejection(
        store.acceptPieces([{ institution: 'h1', stream: 's1', first: 1, entries: [] }], 1),
        ['bureau-closed'],
        'writing',
      );
    },
  },
  {
    name: 'nodes see at once what others wrote; where only one may be, a second is refused',
    run: async (place) => {
      const first = await place.open();
      try {
        if (!place.isShared) return await demandRejection(place.open(), ['storage-locked'], 'a second opening');
        const second = await place.open();
        try {
          await first.commit({ expectedRevision: 0, scopes: ['cn'] });
          demandEqual(
            await second.commit({ expectedRevision: 0, scopes: ['xx'] }),
            undefined,
            'a commit that is too late',
          );
          demandEqual((await second.readState()).scopes, ['cn'], 'what the other wrote');
        } finally {
          await second.close();
        }
      } finally {
        await first.close();
      }
    },
  },
];

const activation = (institution: string, sequence: number) =>
  ({
    kind: 'activation',
    institution,
    client: '',
    atMs: 1,
    layer: 'cn',
    digest: digestOf(1),
    sequence,
    mode: 'active',
    tookMs: 3.6,
  }) as const;
const rejection = (institution: string, code: string) =>
  ({
    kind: 'rejection',
    institution,
    client: '',
    atMs: 1,
    layer: 'cn',
    digest: digestOf(1),
    sequence: 1,
    code,
  }) as const;

function condition(institution: string, isStale: boolean) {
  const figures: ClientCondition = {
    isStale,
    outboxLength: 1,
    clockOffsetMs: -4,
    evaluations: 90,
    alerts: 10,
    overrides: 3,
  };
  return { kind: 'condition', institution, client: '', atMs: 1, condition: figures } as const;
}

const figures = (alerts: number, overrides: number) => ({
  condition: { isStale: false, outboxLength: 0, clockOffsetMs: 0, evaluations: 1, alerts, overrides },
});

const question = (id: string, askedMs: number) => ({ id, about: 'R-1', text: 'why?', askedMs });

function sameBytes(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a !== undefined && a.length === b.length && a.every((byte, index) => byte === b[index]);
}
