import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { NhsaError } from '../../error.ts';
import type { CodeList } from '../codes/code-list.ts';
import type { ImportResult } from '../import-nhsa.ts';
import { formatImportReport } from '../report/format-import-report.ts';

/** How to treat a folder that is not empty. */
export interface WriteSourceFolderOptions {
  /** Replace what an earlier import of the same source wrote there. Absent means false. */
  readonly replace?: boolean;
}

/**
 * Writes an import as a source folder: `source.json`, `rules/`, `knowledge/`, `catalogue/`, `codes/`, and the report as
 * `report.json` and `report.md`. The same import gives the same bytes.
 *
 * @throws {@link NhsaError} `folder-occupied` when the folder holds anything and `replace` is not set, or holds another
 * source.
 */
export async function writeSourceFolder(
  folder: string,
  result: ImportResult,
  options: WriteSourceFolderOptions = {},
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await makeRoom(folder, result.source.id, options.replace ?? false);
  const { catalogue = [], rules = [], knowledge = [], ...head } = result.source;
  await writeJson(join(folder, 'source.json'), head);
  await mkdir(join(folder, 'rules'));
  for (const rule of rules) await writeJson(join(folder, 'rules', `${rule.id}.json`), rule);
  await mkdir(join(folder, 'knowledge'));
  for (const { id } of rules) {
    await writeLines(
      join(folder, 'knowledge', `${id}.jsonl`),
      knowledge.filter(({ rule }) => rule === id),
    );
  }
  await mkdir(join(folder, 'catalogue'));
  for (const kind of ['drug', 'service', 'consumable'] as const) {
    const rows = catalogue.filter((item) => item.kind === kind);
    if (rows.length > 0) await writeLines(join(folder, 'catalogue', `${kind}.jsonl`), rows);
  }
  await mkdir(join(folder, 'codes'));
  await writeCodes(join(folder, 'codes', 'icd10.jsonl'), result.codeLists.diagnoses);
  await writeCodes(join(folder, 'codes', 'icd9.jsonl'), result.codeLists.operations);
  await writeJson(join(folder, 'report.json'), result.report);
  await writeFile(join(folder, 'report.md'), formatImportReport(result.report, 'markdown'));
}

/** Names that an import writes; nothing else is ever removed. */
const OWN_NAMES = ['source.json', 'rules', 'knowledge', 'catalogue', 'codes', 'report.json', 'report.md'] as const;

async function makeRoom(folder: string, id: string, replace: boolean): Promise<void> {
  const names = await readdir(folder);
  if (names.length === 0) return;
  const isOurs = replace && names.includes('source.json') && (await sourceId(join(folder, 'source.json'))) === id;
  if (!isOurs) {
    throw new NhsaError('folder-occupied', '', 'the folder to write the source to is not empty', {
      entries: names.length,
    });
  }
  for (const name of OWN_NAMES) await rm(join(folder, name), { recursive: true, force: true });
}

async function sourceId(path: string): Promise<unknown> {
  try {
    return (JSON.parse(await readFile(path, 'utf8')) as { readonly id?: unknown }).id;
  } catch {
    return undefined;
  }
}

async function writeCodes(path: string, list: CodeList | undefined): Promise<void> {
  if (list !== undefined) await writeLines(path, [...list.codes, ...list.aliases]);
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, undefined, 2)}\n`);
}

/** One JSON value per line, streamed: a catalogue of every code is larger than one string should be. */
async function writeLines(path: string, values: readonly unknown[]): Promise<void> {
  const lines = function* () {
    for (const value of values) yield `${JSON.stringify(value)}\n`;
  };
  await pipeline(Readable.from(lines()), createWriteStream(path));
}
