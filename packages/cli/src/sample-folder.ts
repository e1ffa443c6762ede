import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeSampleTables } from './sample-tables.ts';

/** A copy of `test-data` with tables to import, for one test file to do with as it likes. */
export interface SampleFolder {
  path(...names: readonly string[]): string;
  read(...names: readonly string[]): string;
  remove(): void;
}

/** Sources, encounters, messages and tables of our own making, in a new folder. */
export function copySamples(): SampleFolder {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'forecheck-cli-')));
  cpSync(fileURLToPath(new URL('../test-data', import.meta.url)), folder, { recursive: true });
  writeSampleTables(folder);
  return {
    path: (...names) => join(folder, ...names),
    read: (...names) => readFileSync(join(folder, ...names), 'utf8'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
