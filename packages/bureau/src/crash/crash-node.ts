// A bureau node that does what it is told, line by line, until it is killed. For tests only.
import { createInterface } from 'node:readline';
import { importSigner, nodeCrypto } from '@forecheck/pack/node';
import { nodeClock } from '@forecheck/sync/node';
import { encodeEvent } from '@forecheck/sync/protocol';
import { createMemoryDoorbell } from '../doorbell/memory-doorbell.ts';
import { createPostgresDoorbell } from '../doorbell/postgres-doorbell.ts';
import { isBureauError } from '../error.ts';
import { createIntake } from '../intake/intake.ts';
import { readEvent } from '../intake/read-event.ts';
import { ruleSource } from '../publish/publish-world.ts';
import { createPublisher } from '../publish/publisher.ts';
import { openPostgresStore } from '../store/postgres-store.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import type { CrashTask } from './crash-task.ts';

const [place = '', keys = '[]'] = process.argv.slice(2);
const isShared = place.startsWith('postgres:');
const store = isShared ? await openPostgresStore({ url: place }) : await openSqliteStore(place);
const doorbell = isShared
  ? createPostgresDoorbell({ url: place, clock: nodeClock(), random: Math.random })
  : createMemoryDoorbell();
const [, head, , maker, checker] = (JSON.parse(keys) as string[]).map((pem) => importSigner(pem));
const intake = createIntake({ store, readEntry: readEvent, nowMs: Date.now });
const publisher = createPublisher({
  store,
  doorbell,
  crypto: nodeCrypto({ algorithms: ['ed25519'] }),
  headSigners: [head!],
  nowMs: Date.now,
});

process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  const task = JSON.parse(line) as CrashTask;
  void perform(task).then(
    (result) => process.stdout.write(`${JSON.stringify({ id: task.id, ...result })}\n`),
    (error: unknown) =>
      process.stdout.write(`${JSON.stringify({ id: task.id, failed: String((error as Error).message) })}\n`),
  );
}

async function perform(task: CrashTask): Promise<object> {
  if (task.kind === 'publish') return publish(task.source);
  const { institution, first, length } = task;
  const entries = Array.from({ length }, (_, index) => {
    const id = `${institution}-${first + index}`;
    return encodeEvent({ type: 'disposition', id, alert: 'a', rule: 'r', kind: 'supply-evidence', recordedMs: 1 });
  });
  const { acknowledged } = await intake.accept({ institution, stream: 's', first, entries });
  return { acknowledged };
}

async function publish(source: string): Promise<object> {
  for (;;) {
    try {
      const draft = await publisher.propose(
        { layer: 'cn', sources: [ruleSource(source)] },
        { subject: 'm', signer: maker! },
      );
      const { sequence } = await publisher.approve(draft.id, { subject: 'c', signer: checker! });
      return { sequence };
    } catch (error) {
      // Somebody else was first: made again upon that.
      const isBeaten = isBureauError(error) && ['sequence-taken', 'draft-outdated'].includes(error.code);
      if (!isBeaten) throw error;
    }
  }
}
