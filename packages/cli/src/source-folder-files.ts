import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CliError } from './error.ts';
import { isAbsent, unreadable } from './file-access.ts';
import { suggestName } from './suggest-name.ts';

/** The files that a source folder is made of, relative to it, in the order in which they are read. */
export interface SourceFiles {
  readonly rules: readonly string[];
  readonly knowledge: readonly string[];
  readonly catalogue: readonly string[];
  readonly mappings: readonly string[];
  readonly hasPolicy: boolean;
  readonly hasWithdrawn: boolean;
  /** Code lists: `codes/icd10.jsonl`, `codes/icd9.jsonl`. */
  readonly diagnoses: readonly string[];
  readonly operations: readonly string[];
  /** Files and folders that look as if they were meant to be read, but are not. */
  readonly strangers: readonly StrangeName[];
}

/** A name that does not belong to a source folder. */
export interface StrangeName {
  readonly file: string;
  /** `; did you mean …?`, or nothing. */
  readonly nearest: string;
}

/**
 * The files of a source folder, each kind in the order of their names.
 *
 * @throws {@link CliError} `source-missing` when there is no `source.json`, `file-unreadable`.
 */
export async function listSourceFiles(folder: string): Promise<SourceFiles> {
  const names = await listNames(folder);
  if (!names.some(({ name }) => name === HEAD_FILE)) {
    throw new CliError('source-missing', `\`${folder}\` is not a source folder: it has no \`${HEAD_FILE}\``);
  }
  const strangers = names
    .filter(isStranger)
    .map(({ name, isFolder }): StrangeName => ({ file: name, nearest: suggestName(name, isFolder ? FOLDERS : FILES) }));
  const list = async (subfolder: string, suffix: string): Promise<readonly string[]> => {
    if (!names.some(({ name, isFolder }) => isFolder && name === subfolder)) return [];
    const files = await listNames(join(folder, subfolder));
    const isMeant = ({ name, isFolder }: FolderName): boolean => isFolder || /\.jsonl?$/i.test(name);
    const wrong = files.filter((file) => isMeant(file) && !(file.name.endsWith(suffix) && !file.isFolder));
    const belongs = `; \`${subfolder}\` holds files that end in \`${suffix}\`, and no folders`;
    strangers.push(...wrong.map(({ name }) => ({ file: `${subfolder}/${name}`, nearest: belongs })));
    return files.filter((file) => !wrong.includes(file) && isMeant(file)).map(({ name }) => `${subfolder}/${name}`);
  };
  const rules = await list('rules', '.json');
  const knowledge = await list('knowledge', '.jsonl');
  const catalogue = await list('catalogue', '.jsonl');
  const mappings = await list('mappings', '.jsonl');
  const codes = await list('codes', '.jsonl');
  return {
    rules,
    knowledge,
    catalogue,
    mappings,
    hasPolicy: names.some(({ name }) => name === POLICY_FILE),
    hasWithdrawn: names.some(({ name }) => name === WITHDRAWN_FILE),
    diagnoses: codes.filter((file) => file === DIAGNOSES_FILE),
    operations: codes.filter((file) => file === OPERATIONS_FILE),
    strangers,
  };
}

interface FolderName {
  readonly name: string;
  readonly isFolder: boolean;
}

/** Hidden files are no business of ours. */
async function listNames(folder: string): Promise<readonly FolderName[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter(({ name }) => !name.startsWith('.'))
      .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (cause) {
    if (!isAbsent(cause)) throw unreadable(folder, cause);
    throw new CliError('source-missing', `there is no folder \`${folder}\``, {}, { cause });
  }
}

/** A misspelt `knowlege` would lose every rule in it; a read-me or a licence is welcome. */
function isStranger({ name, isFolder }: FolderName): boolean {
  if (isFolder) return !FOLDERS.includes(name);
  return /\.jsonl?$/i.test(name) && !FILES.includes(name);
}

export const HEAD_FILE = 'source.json';
export const POLICY_FILE = 'policy.json';
export const WITHDRAWN_FILE = 'withdrawn.json';
const DIAGNOSES_FILE = 'codes/icd10.jsonl';
const OPERATIONS_FILE = 'codes/icd9.jsonl';
const FOLDERS: readonly string[] = ['rules', 'knowledge', 'catalogue', 'mappings', 'codes'];
/** The report is what an import says of itself. */
const FILES: readonly string[] = [HEAD_FILE, POLICY_FILE, WITHDRAWN_FILE, 'report.json'];
