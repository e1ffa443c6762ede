import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { NhsaError } from '../../error.ts';

/** Where each table of a folder is; absent ones have no path. */
export interface FoundTables {
  readonly points?: string;
  readonly pointCodes?: string;
  readonly pairs?: string;
  readonly nationalCodes: readonly string[];
  readonly drugCatalogue?: string;
  readonly restrictions2025?: string;
  readonly diagnosisCodes?: string;
  readonly diagnosisAliases?: string;
  readonly operationCodes?: string;
  readonly operationAliases?: string;
  readonly annexes: readonly string[];
}

/**
 * The tables of a folder and of the folders in it, by their file names.
 *
 * @throws {@link NhsaError} `file-unreadable` when the folder cannot be listed, `file-ambiguous` when two files of one
 * name are there, `table-unrecognised` when no file is known.
 */
export async function findTables(folder: string): Promise<FoundTables> {
  const paths = await listFiles(folder, DEPTH_MAX);
  const one = (pattern: RegExp): string | undefined => {
    const matching = paths.filter((path) => pattern.test(fileName(path)));
    const [first, second] = matching;
    if (second !== undefined) {
      const file = fileName(second);
      throw new NhsaError('file-ambiguous', file, `more than one \`${file}\` is in the folder`, {
        files: matching.length,
      });
    }
    return first;
  };
  const optional = <Key extends string>(key: Key, pattern: RegExp) => {
    const path = one(pattern);
    return (path === undefined ? {} : { [key]: path }) as Partial<Record<Key, string>>;
  };
  const found = {
    ...optional('points', /^knowledge_points\.csv$/),
    ...optional('pointCodes', /^knowledge_point_codes\.csv$/),
    ...optional('pairs', /^service_duplicate_pairs\.csv$/),
    ...optional('drugCatalogue', /^nrdl_2024\.csv$/),
    ...optional('restrictions2025', /^nrdl_2025_restrictions.*\.csv$/),
    ...optional('diagnosisCodes', /^icd10_yb.*\.csv$/),
    ...optional('diagnosisAliases', /^icd10_alias.*\.csv$/),
    ...optional('operationCodes', /^icd9cm3_yb.*\.csv$/),
    ...optional('operationAliases', /^icd9cm3_alias.*\.csv$/),
    nationalCodes: NATIONAL_CODE_FILES.flatMap((pattern) => one(pattern) ?? []),
    // Names that begin with ~$ are locks of an open spreadsheet.
    annexes: paths.filter((path) => /^(?!~\$).*\.xlsx$/i.test(fileName(path))),
  };
  const isEmpty = found.nationalCodes.length === 0 && found.annexes.length === 0 && Object.keys(found).length === 2;
  if (isEmpty) throw new NhsaError('table-unrecognised', '', 'the folder holds no table that the importer knows');
  return found;
}

async function listFiles(folder: string, depth: number): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new NhsaError('file-unreadable', '', 'the folder cannot be listed', {}, { cause });
  });
  const paths: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (depth > 1) paths.push(...(await listFiles(path, depth - 1)));
    } else if (entry.isFile()) {
      paths.push(path);
    }
  }
  return paths;
}

/** File name without folders. */
export function fileName(path: string): string {
  return path.slice(path.search(/[^/\\]*$/));
}

/** The folder, a folder per data set, and one of annexes in it. */
const DEPTH_MAX = 3;
/** In the order in which their names win. */
const NATIONAL_CODE_FILES: readonly RegExp[] = [
  /^drug_codes_western\.csv$/,
  /^drug_codes_tcm_patent\.csv$/,
  /^tcm_decoction_codes\.csv$/,
  /^service_codes\.csv$/,
];
