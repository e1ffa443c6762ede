import { expect, test } from 'vitest';
import { BureauError } from '../error.ts';
import { digestOf } from '../relay/relay-world.ts';
import type { ClientReport } from '../store/client-store.ts';
import { clientTables } from '../store/sql/client-tables.ts';
import { prepareSchema } from '../store/sql/schema.ts';
import { openSqlite } from '../store/sqlite-store.ts';
import { CLIENTS_PER_INSTITUTION_MAX, createReportQueue } from './report-queue.ts';

const clock = { after: () => () => undefined };

const rejection = (institution: string, code: string, client = 's1'): ClientReport => ({
  kind: 'rejection',
  institution,
  client,
  atMs: 1,
  layer: 'cn',
  digest: digestOf('m'),
  sequence: 1,
  code,
});

test('a report that the database does not take costs itself and no other', async () => {
  const kept: string[] = [];
  const queue = createReportQueue({
    clock,
    store: {
      async noteReports(reports) {
        if (reports.some((report) => report.kind === 'rejection' && report.code.includes('\0'))) {
          throw new BureauError('storage-failed', 'no');
        }
        kept.push(...reports.map(({ institution }) => institution));
      },
    },
  });
  for (let i = 0; i < 50; i += 1) queue.add(rejection(`h${i}`, i === 17 ? 'a\0' : 'a'));
  await queue.flush();
  expect(kept.length).toBe(49);
  expect(kept).not.toContain('h17');
});

test('a database that is away is not asked for each report by itself', async () => {
  let asked = 0;
  const noteReports = async (): Promise<never> => {
    asked += 1;
    throw new BureauError('storage-unreachable', 'away');
  };
  const queue = createReportQueue({ clock, store: { noteReports } });
  for (let i = 0; i < 50; i += 1) queue.add(rejection(`h${i}`, 'a'));
  await queue.flush();
  expect(asked).toBe(1);
});

test('whoever names itself anew with every connection fills no tables', async () => {
  let written = 0;
  const queue = createReportQueue({
    clock,
    store: {
      async noteReports(reports) {
        written += reports.length;
      },
    },
  });
  for (let i = 0; i < CLIENTS_PER_INSTITUTION_MAX + 500; i += 1) queue.add(rejection('h1', 'a', `s${i}`));
  queue.add(rejection('h1', 'b', 's1'));
  queue.add(rejection('h2', 'a'));
  await queue.flush();
  expect(written).toBe(CLIENTS_PER_INSTITUTION_MAX + 2);
});

test('200 clients that say everything at once take a few statements, and connections have their turn in between', async () => {
  const sql = openSqlite(':memory:');
  await prepareSchema(sql);
  let statements = 0;
  const counted = clientTables({
    ...sql,
    transact: (work) =>
      sql.transact((session) =>
        work({
          query(text, parameters) {
            statements += 1;
            return session.query(text, parameters);
          },
        }),
      ),
  });
  let commits = 0;
  let turns = 0;
  const queue = createReportQueue({
    clock,
    store: {
      async noteReports(reports) {
        commits += 1;
        setImmediate(() => {
          turns += 1;
        });
        await counted.noteReports(reports);
      },
    },
  });
  for (let i = 0; i < 200; i += 1) {
    for (let sequence = 1; sequence <= 200; sequence += 1) {
      const manifest = { layer: 'cn', digest: digestOf('m'), sequence, mode: 'active', tookMs: 1 } as const;
      queue.add({ kind: 'activation', institution: `h${i}`, client: 's1', atMs: 1, ...manifest });
    }
  }
  await queue.flush();
  expect(commits).toBe(40);
  expect(turns).toBeGreaterThanOrEqual(commits - 1);
  expect(statements).toBeLessThanOrEqual(2 * commits);
  expect((await counted.readReception(digestOf('m'))).active).toBe(200);
  await sql.close();
});
