import type { RuleId } from '@forecheck/core';
import type { LintDiagnostic, LintRow } from '@forecheck/core/compile';
import type { InspectedFolder } from './source-folder.ts';
import type { FolderProblem } from './source-folder-rows.ts';
import { ruleNamedAt, suggesterOf } from './suggest-correction.ts';

/** A source and what was found in it. */
export interface LintedSource {
  readonly folder: string;
  /** Its id. */
  readonly source: string;
  readonly findings: readonly Finding[];
  /** Errors beyond the limit of a list. */
  readonly unlistedErrors: number;
}

/** One thing that was found, and where it stands on disk. */
export interface Finding extends Pick<LintDiagnostic, 'severity' | 'message' | 'hint'> {
  /** A lint code, a code of a parse problem, or `row-malformed`: what stands there is no row at all. */
  readonly code: LintDiagnostic['code'] | FolderProblem['code'];
  /** Relative to the source folder; absent when it is about the source as a whole. */
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** Of a file that holds a list: which of its entries, from 1. */
  readonly entry?: number;
  /** Field: of the source, or of the file or line where the source has no row for it. */
  readonly path: string;
  readonly row?: LintRow;
}

/** Everything found in one source, what could not be read first. */
export function locateFindings(
  folder: string,
  inspected: InspectedFolder,
  diagnostics: readonly LintDiagnostic[],
  knownRules: Iterable<RuleId>,
): LintedSource {
  const { source, lintable, problems, malformedCount, placeOf } = inspected;
  const suggest = suggesterOf(lintable, knownRules);
  const unread = unreadRules(problems);
  const located = diagnostics
    .filter(({ code, path }) => code !== 'rule-unknown' || !unread.has(ruleNamedAt(lintable, path)))
    .map((one): Finding => ({ ...one, message: one.message + suggest(one), ...placeOf(one.path) }));
  const faulty = new Set(located.filter(({ severity }) => severity === 'error').map(placeKey));
  // The schema repeats what linting says of a row; only where linting has nothing against it is it the one to ask.
  const remaining = problems.filter((problem) => problem.code === 'row-malformed' || !faulty.has(placeKey(problem)));
  const malformed = remaining.map(
    (problem): Finding => ({ severity: 'error', ...problem, hint: hintOf(problem.code) }),
  );
  return {
    folder,
    source: source.id,
    findings: [...malformed, ...located],
    unlistedErrors: malformedCount - problems.filter(({ code }) => code === 'row-malformed').length,
  };
}

/** Rules whose files are not even JSON, as far as the names of the files tell: they are not unknown, only unread. */
function unreadRules(problems: readonly FolderProblem[]): ReadonlySet<string> {
  return new Set(
    problems
      .filter(({ code }) => code === 'row-malformed')
      .flatMap(({ file }) => /^rules\/(.+)\.json$/.exec(file)?.[1] ?? []),
  );
}

function placeKey({ file = '', line = 0, entry = 0 }: Pick<Finding, 'file' | 'line' | 'entry'>): string {
  // A problem of an entry has no line of its own.
  return `${file}:${entry > 0 ? `[${entry}]` : line}`;
}

function hintOf(code: FolderProblem['code']): string {
  return code === 'row-malformed' ? MALFORMED_HINT : 'correct it as `docs/rule-language.md` shows';
}

const MALFORMED_HINT =
  'write it as `docs/rule-language.md` shows; what cannot be read is left out of all further checks';
