import type { KnowledgePoint, RuleDefinition, RuleId, RuleLogic, RuleSource } from '@forecheck/core';
import {
  catalogueItemSchema,
  codeMappingSchema,
  type Parsed,
  parseKnowledgePoint,
  parseWith,
  policyRowSchema,
  ruleDefinitionSchema,
  type Schema,
  type SourceHeader,
  sourceHeaderSchema,
  withdrawalSchema,
} from '@forecheck/core/schema';
import { CliError } from './error.ts';
import { HEAD_FILE, listSourceFiles, POLICY_FILE, type SourceFiles, WITHDRAWN_FILE } from './source-folder-files.ts';
import {
  type Complain,
  type FolderProblem,
  noRows,
  type ParseRow,
  type ReadRows,
  type RowPlace,
  readFileRow,
  readLineRows,
  readListRows,
} from './source-folder-rows.ts';

/** A rule source as it stands on disk. */
export interface SourceFolder {
  readonly source: RuleSource;
  /** Diagnosis and operation codes, for linting; absent where the folder has no list. */
  readonly codeLists: CodeLists;
}

/** Code lists of a source folder. */
export interface CodeLists {
  readonly diagnoses?: ReadonlySet<string>;
  readonly operations?: ReadonlySet<string>;
}

/** A source folder with all that is wrong with it. */
export interface InspectedFolder extends SourceFolder {
  /** In the order in which the files are read, at most `FOLDER_PROBLEMS_MAX`. */
  readonly problems: readonly FolderProblem[];
  /** All of them, also those beyond the limit. */
  readonly problemCount: number;
  /** How many of them are `row-malformed`. */
  readonly malformedCount: number;
  /**
   * The source with every row that is JSON, in whatever form: what can be said of a row whose one field is wrong is not
   * to be lost. For `lintSource` alone, which takes anything.
   */
  readonly lintable: RuleSource;
  /** Where a row of `lintable` stands: of the path `knowledge[3].items`, the file and line of that row. */
  placeOf(path: string): RowPlace | undefined;
}

/** What may be known beyond the folder. */
export interface SourceFolderOptions {
  /** Logic of rules of earlier sources, so that parameters of their knowledge points can be checked. */
  readonly knownRules?: ReadonlyMap<RuleId, RuleLogic>;
}

/**
 * The rule source that a folder holds.
 *
 * @throws {@link CliError} `source-missing`; `folder-malformed` when anything in it is not what it should be, naming the
 * first file, line and field; `file-unreadable`.
 */
export async function readSourceFolder(folder: string, options: SourceFolderOptions = {}): Promise<SourceFolder> {
  const { source, codeLists, problems, problemCount } = await inspectSourceFolder(folder, options);
  if (problemCount > 0) throw malformed(problems, problemCount);
  return { source, codeLists };
}

/**
 * The rule source that a folder holds, without the rows that are not in the right form, and what is wrong with those.
 *
 * @throws {@link CliError} `source-missing`; `folder-malformed` when `source.json` is not in the right form;
 * `file-unreadable`.
 */
export async function inspectSourceFolder(folder: string, options: SourceFolderOptions = {}): Promise<InspectedFolder> {
  const files = await listSourceFiles(folder);
  const problems: FolderProblem[] = [];
  let problemCount = 0;
  let malformedCount = 0;
  const complain: Complain = (problem) => {
    problemCount += 1;
    if (problem.code === 'row-malformed') malformedCount += 1;
    if (problems.length < FOLDER_PROBLEMS_MAX) problems.push(problem);
  };
  const head = await readHead(folder);
  for (const { file, nearest } of files.strangers) {
    complain({
      code: 'row-malformed',
      file,
      path: '',
      message: `this name does not belong to a source folder${nearest}`,
    });
  }
  const lists = await readLists(folder, files, options, complain);
  const diagnoses = await readCodes(folder, files.diagnoses, complain);
  const operations = await readCodes(folder, files.operations, complain);
  return {
    source: { ...head, ...(mapValues(lists, ({ rows }) => rows) as Omit<RuleSource, keyof SourceHeader>) },
    lintable: { ...head, ...(mapValues(lists, ({ values }) => values) as Omit<RuleSource, keyof SourceHeader>) },
    codeLists: { ...(diagnoses && { diagnoses }), ...(operations && { operations }) },
    problems,
    problemCount,
    malformedCount,
    placeOf(path) {
      const [, list = '', index = ''] = /^(\w+)\[(\d+)\]/.exec(path) ?? [];
      return Object.hasOwn(lists, list) ? lists[list]?.places[Number(index)] : undefined;
    },
  };
}

/** `knowledge/sex.jsonl:17: …`, the way compilers write it, so that editors can jump there. */
export function formatProblem({ file, line, message }: FolderProblem): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${message}`;
}

type Lists = Readonly<Record<string, ReadRows<unknown>>>;

/** Rules come first: what the parameters of a knowledge point may be depends on its rule. */
async function readLists(
  folder: string,
  files: SourceFiles,
  { knownRules }: SourceFolderOptions,
  complain: Complain,
): Promise<Lists> {
  const rules = noRows<RuleDefinition>();
  for (const file of files.rules) await readFileRow(folder, file, parserOf(ruleDefinitionSchema), rules, complain);
  const logics = new Map<RuleId, RuleLogic>(knownRules ?? []);
  for (const { id, logic } of rules.rows) logics.set(id, logic);
  const parsePoint = (value: unknown): Parsed<KnowledgePoint> => parseKnowledgePoint(value, logics.get(ruleOf(value)));
  const lines = <Row>(paths: readonly string[], parse: ParseRow<Row>) => readLineRows(folder, paths, parse, complain);
  const list = <Row>(file: string, parse: ParseRow<Row>) => readListRows(folder, file, parse, complain);
  return {
    rules,
    knowledge: await lines(files.knowledge, parsePoint),
    ...(files.catalogue.length > 0 && { catalogue: await lines(files.catalogue, parserOf(catalogueItemSchema)) }),
    ...(files.mappings.length > 0 && { mappings: await lines(files.mappings, parserOf(codeMappingSchema)) }),
    ...(files.hasPolicy && { policy: await list(POLICY_FILE, parserOf(policyRowSchema)) }),
    ...(files.hasWithdrawn && { withdrawn: await list(WITHDRAWN_FILE, parserOf(withdrawalSchema)) }),
  };
}

/** Without a head nothing can be said of the rest, so it is the one file that is thrown for. */
async function readHead(folder: string): Promise<SourceHeader> {
  const problems: FolderProblem[] = [];
  const read = noRows<SourceHeader>();
  await readFileRow(folder, HEAD_FILE, parserOf(sourceHeaderSchema), read, (problem) => problems.push(problem));
  const [head] = read.rows;
  if (head !== undefined) return head;
  const [first, ...others] = problems;
  // Few fields, and nothing else of the folder is looked at: all of them are told.
  const message = [first!.message, ...others.map((problem) => problem.message)].join('; ');
  throw malformed([{ ...first!, message }], 1);
}

/** Codes of a code list. Aliases are other editions' codes, which rules should not use. */
async function readCodes(
  folder: string,
  files: readonly string[],
  complain: Complain,
): Promise<ReadonlySet<string> | undefined> {
  if (files.length === 0) return undefined;
  const { rows } = await readLineRows(folder, files, parseCodeRow, complain);
  return new Set(rows.filter(({ isAlias }) => !isAlias).map(({ code }) => code));
}

interface CodeRow {
  readonly code: string;
  readonly isAlias: boolean;
}

function parseCodeRow(value: unknown): Parsed<CodeRow> {
  const { code, alias } = (value ?? {}) as { readonly code?: unknown; readonly alias?: unknown };
  if (typeof code === 'string' && code !== '') return { ok: true, value: { code, isAlias: alias !== undefined } };
  const problem = { path: 'code', code: 'field-malformed', message: '`code` is not a code of the list' } as const;
  return { ok: false, problems: [problem] };
}

function malformed([first]: readonly FolderProblem[], count: number): CliError {
  const { file = '', line, path = '' } = first ?? {};
  const words = first === undefined ? 'the folder is not a rule source' : formatProblem(first);
  return new CliError('folder-malformed', count > 1 ? `${words}, and ${count - 1} more` : words, {
    file,
    ...(line === undefined ? {} : { line }),
    path,
    problems: count,
  });
}

function ruleOf(value: unknown): string {
  const rule: unknown = typeof value === 'object' && value !== null && 'rule' in value ? value.rule : undefined;
  return typeof rule === 'string' ? rule : '';
}

function parserOf<Row>(schema: Schema<Row>): ParseRow<Row> {
  return (value) => parseWith(schema, value);
}

function mapValues<Value, Result>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value) => Result,
): Readonly<Record<string, Result>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

/** Most problems listed: a file of another kind would otherwise be complained of line by line. */
export const FOLDER_PROBLEMS_MAX = 1000;
