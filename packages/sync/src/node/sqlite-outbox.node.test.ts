import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outboxContract } from '@forecheck/testkit';
import { afterEach, beforeEach, describe, test } from 'vitest';
import { openSqliteOutbox } from './sqlite-outbox.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'forecheck-outbox-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the outbox in SQLite keeps the promises of an outbox', () => {
  test.each(outboxContract)('$name', async ({ run }) => {
    await run({
      open: (bytesMax) =>
        openSqliteOutbox({ folder: join(folder, 'outbox'), ...(bytesMax === undefined ? {} : { bytesMax }) }),
    });
  });
});
