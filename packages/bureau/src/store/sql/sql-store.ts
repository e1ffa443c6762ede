import type { BureauStore } from '../bureau-store.ts';
import { blobTables } from './blob-tables.ts';
import { clientTables } from './client-tables.ts';
import { intakeTables } from './intake-tables.ts';
import { publishingTables } from './publishing-tables.ts';
import { questionTables } from './question-tables.ts';
import { prepareSchema } from './schema.ts';
import type { Sql } from './sql.ts';
import { tokenTables } from './token-tables.ts';

/**
 * A store over a database, its tables made when they are not there.
 *
 * @throws BureauError `schema-unsupported`
 */
export async function openSqlStore(sql: Sql): Promise<BureauStore> {
  await prepareSchema(sql);
  return {
    ...publishingTables(sql),
    ...blobTables(sql),
    ...intakeTables(sql),
    ...clientTables(sql),
    ...questionTables(sql),
    ...tokenTables(sql),
    close: () => sql.close(),
  };
}
