import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleSource } from '@forecheck/core';
import { importNhsa } from '@forecheck/nhsa/import';

/** Published rules and catalogues, and diagnosis codes to draw from. */
export interface RealSource {
  readonly origin: 'published' | 'sample';
  readonly source: RuleSource;
  readonly diagnosisCodes: readonly string[];
}

/**
 * The regulator's own tables, which are not part of the project; without them the sample that is. `undefined` when
 * there is neither.
 *
 * @param root - Folder of the repository.
 */
export async function readRealSource(root: string): Promise<RealSource | undefined> {
  const tables = process.env['FORECHECK_DATA'] ?? join(root, '..', 'shared', 'data');
  if (existsSync(join(tables, 'nhsa-two-libraries'))) {
    const { source, codeLists } = await importNhsa(tables);
    return {
      origin: 'published',
      source,
      diagnosisCodes: codeLists.diagnoses?.codes.map(({ code }) => code) ?? SAMPLE_DIAGNOSES,
    };
  }
  const sample = join(root, 'examples', 'sample-source');
  return existsSync(sample)
    ? { origin: 'sample', source: readFolder(sample), diagnosisCodes: SAMPLE_DIAGNOSES }
    : undefined;
}

function readFolder(folder: string): RuleSource {
  const files = (name: string): readonly string[] =>
    existsSync(join(folder, name))
      ? readdirSync(join(folder, name))
          .sort()
          .map((file) => join(folder, name, file))
      : [];
  const text = (path: string): string => readFileSync(path, 'utf8');
  const lines = (name: string) =>
    files(name).flatMap((path) =>
      text(path)
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line)),
    );
  return {
    ...(JSON.parse(text(join(folder, 'source.json'))) as RuleSource),
    rules: files('rules').map((path) => JSON.parse(text(path))),
    knowledge: lines('knowledge'),
    catalogue: lines('catalogue'),
  };
}

const SAMPLE_DIAGNOSES = ['E11.900', 'I10.x00', 'J18.900', 'K29.500', 'M81.900', 'N18.900', 'C34.900', 'F20.900'];
